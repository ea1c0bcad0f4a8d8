using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Hosting;
using DockerPS.Hosting.Terminal;

namespace DockerPS.Commands;

/// <summary>Starts containers that do not run.</summary>
/// <remarks>
/// <para>Many are started side by side. A container that runs already is left as it is. The twin of docker start
/// (POST /containers/{id}/start).</para>
/// <para>With -Attach or -Interactive one container is started in the foreground, as Connect-Container attaches to it: with -Interactive one that has a terminal gets this one,
/// else its output comes as lines. $LASTEXITCODE is its exit code; 0 where it was left with the detach keys.</para>
/// </remarks>
/// <example>
/// <title>Start containers by name</title>
/// <code>Start-Container web*, db</code>
/// <para>Starts every container whose name begins with web, and db.</para>
/// </example>
/// <example>
/// <title>Start what a reboot has stopped</title>
/// <code>Get-Container -State Exited -Label app=shop | Start-Container -PassThru</code>
/// <para>Starts the stopped containers with the label app=shop and returns them as they are afterwards.</para>
/// </example>
/// <example>
/// <title>Go on in a container that was left</title>
/// <code>Start-Container work -Attach -Interactive</code>
/// <para>Starts the container work, which was made with -Interactive and -Tty, in this terminal.</para>
/// </example>
/// <example>
/// <title>Run a task again and take its output</title>
/// <code>Start-Container report -Attach | Set-Content report.txt</code>
/// <para>Starts the container report, waits for its end and writes the lines of its standard output to a file.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Start, "Container", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ContainerDetail), typeof(string))]
public sealed class StartContainerCommand : ContainerActionCmdlet
{
    private readonly List<ResolvedContainer> _followed = [];
    private ContainerFollower? _follower;

    /// <summary>Returns the started containers.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Attaches to the container: its output comes here until it ends. For one container only.</summary>
    [Parameter]
    [Alias("a")]
    public SwitchParameter Attach { get; set; }

    /// <summary>Attaches to the container and lets it read what is typed here, where its standard input is open; one with a terminal gets this one. For one container only.</summary>
    [Parameter]
    [Alias("i")]
    public SwitchParameter Interactive { get; set; }

    /// <summary>The keys that leave the container's terminal and let it go on, in docker's syntax: a character, ctrl- with a letter
    /// or one of @ [ \ ] ^ _, or DEL, separated by commas. By default detachKeys of docker's config.json, else ctrl-p,ctrl-q.</summary>
    [Parameter]
    [Alias("DetachKeys")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DetachKeyCompleter))]
    public string[]? DetachKey { get; set; }

    private protected override string Action => "Start container";

    private protected override void OnBegin()
    {
        base.OnBegin();
        if (Attach || Interactive)
        {
            _follower = new ContainerFollower(this, Interactive, signalProxy: true, DetachKey);
        }
    }

    private protected override async Task ProcessAsync()
    {
        if (_follower is null)
        {
            await base.ProcessAsync().ConfigureAwait(false);
            return;
        }

        await foreach (ResolvedContainer container in ResolveAsync().ConfigureAwait(false))
        {
            _followed.Add(container);
        }
    }

    private protected override async Task EndAsync()
    {
        if (_followed.Count > 1)
        {
            throw new InvalidRequestException(
                "TooManyContainers", $"One container can be attached to, but several were named: {string.Join(", ", _followed.Select(static container => container.Label))}.")
            {
                Advice = "Leave -Attach and -Interactive out to start them all.",
            };
        }

        if (_followed is [ResolvedContainer only] && await ShouldProcessAsync(only.Describe(), Action).ConfigureAwait(false))
        {
            await GuardAsync(only.Engine.Connection, only.Target, () => FollowAsync(only)).ConfigureAwait(false);
        }
    }

    private protected override async Task ActAsync(ResolvedContainer container)
    {
        await ChangeAsync(token => container.Engine.Containers.StartAsync(container.Id, null, token)).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteRefreshedAsync(container).ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(ResolvedContainer container)
    {
        ContainerDetail detail = await container.Engine.Containers.InspectAsync(container.Id, size: false, StopToken).ConfigureAwait(false);
        await _follower!.FollowAsync(container, detail, start: true).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteRefreshedAsync(container).ConfigureAwait(false);
        }
    }
}
