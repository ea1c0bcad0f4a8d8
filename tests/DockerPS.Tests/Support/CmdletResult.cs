using System.Management.Automation;
using DockerPS.SmaDouble;

namespace DockerPS.Tests.Support;

/// <summary>All that a run of a cmdlet produced, in the order of each stream, and how it ended.</summary>
internal sealed class CmdletResult(int wanted, Action<object?>? onOutput) : ICommandRecorder
{
    /// <summary>The output as it was written, a PSObject where the cmdlet wrote one.</summary>
    public List<object?> Output { get; } = [];

    public List<ErrorRecord> Errors { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>All verbose lines, with and without -Verbose.</summary>
    public List<string> Verbose { get; } = [];

    /// <summary>All debug lines, with and without -Debug.</summary>
    public List<string> Debug { get; } = [];

    public List<InformationRecord> Information { get; } = [];

    public List<ProgressRecord> Progress { get; } = [];

    public List<ShouldProcessCall> ShouldProcessCalls { get; } = [];

    /// <summary>Why the pipeline ended before its time: a CmdletInvocationException around what the cmdlet threw,
    /// ActionPreferenceStopException, ParameterBindingException; null where it ran to its end, was stopped, or nobody wanted more.</summary>
    public Exception? Terminating { get; private set; }

    /// <summary>The error record of <see cref="Terminating"/>: what a script catches as $_, its Exception being the cmdlet's own.</summary>
    public ErrorRecord? TerminatingError => (Terminating as IContainsErrorRecord)?.ErrorRecord;

    /// <summary>Whether <see cref="CmdletRunner.Stop"/> ended the run and the cmdlet said so by PipelineStoppedException.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Whether <see cref="CmdletRunner.First"/> ended the run, its exception coming through the cmdlet unchanged.</summary>
    public bool StoppedByDownstream { get; private set; }

    /// <summary>The cmdlet itself, disposed.</summary>
    public Cmdlet? Cmdlet { get; private set; }

    /// <summary>The output without wrappers, each object being of the type asked for.</summary>
    public List<T> OutputAs<T>() => [.. Output.Select(o => (T)(o is PSObject wrapper && typeof(T) != typeof(PSObject) ? wrapper.BaseObject : o)!)];

    /// <summary>Fails, telling all errors, unless the run came to its end without any.</summary>
    public CmdletResult AssertNoErrors()
    {
        Assert.True(Terminating is null, $"The cmdlet was ended by {TerminatingError?.FullyQualifiedErrorId}: {Terminating}");
        Assert.True(Errors.Count == 0, $"The cmdlet wrote errors: {string.Join("; ", Errors.Select(e => $"{e.FullyQualifiedErrorId}: {e}"))}");
        return this;
    }

    bool ICommandRecorder.Output(object? value)
    {
        Output.Add(value);
        onOutput?.Invoke(value);
        return Output.Count < wanted;
    }

    void ICommandRecorder.Error(ErrorRecord error) => Errors.Add(error);

    void ICommandRecorder.Warning(string text) => Warnings.Add(text);

    void ICommandRecorder.Verbose(string text) => Verbose.Add(text);

    void ICommandRecorder.Debug(string text) => Debug.Add(text);

    void ICommandRecorder.Information(InformationRecord record) => Information.Add(record);

    void ICommandRecorder.Progress(ProgressRecord record) => Progress.Add(record);

    void ICommandRecorder.ShouldProcess(string target, string action) => ShouldProcessCalls.Add(new ShouldProcessCall(target, action));

    internal void Finish(CommandProcessor processor)
    {
        Terminating = processor.Failure;
        Stopped = processor.Stopped;
        StoppedByDownstream = processor.StoppedByDownstream;
        Cmdlet = processor.Cmdlet;
    }
}
