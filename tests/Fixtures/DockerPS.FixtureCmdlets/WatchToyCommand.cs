using System.Management.Automation;

namespace DockerPS.FixtureCmdlets;

/// <summary>Writes numbers until it is stopped.</summary>
[Cmdlet(VerbsCommon.Watch, "Toy")]
public sealed class WatchToyCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Ends as if nothing had happened when it is stopped.</summary>
    [Parameter]
    public SwitchParameter Meek { get; set; }

    [Parameter]
    public SwitchParameter FromOtherThread { get; set; }

    public string Log { get; private set; } = "";

    protected override void ProcessRecord()
    {
        if (FromOtherThread)
        {
            // A task that may run on any thread could be run by this one, which waits for it.
            Task.Factory.StartNew(() => WriteVerbose("from elsewhere"), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).GetAwaiter().GetResult();
            return;
        }
        for (int i = 0; !Quiet; i++)
            WriteObject(i);
        WriteVerbose("waiting");
        WriteObject("waiting");
        _stop.Token.WaitHandle.WaitOne();
        if (!Meek)
            throw new PipelineStoppedException();
    }

    protected override void EndProcessing() => Log += "end ";

    protected override void StopProcessing()
    {
        Log += Stopping ? "stop " : "";
        _stop.Cancel();
    }

    public void Dispose()
    {
        Log += "dispose";
        _stop.Dispose();
    }
}
