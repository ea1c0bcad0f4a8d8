using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Hosting;
using DockerPS.Hosting.Output;
using DockerPS.Hosting.Terminal;

namespace DockerPS.Commands;

/// <summary>Attaches this shell to the main process of a running container.</summary>
/// <remarks>
/// <para>A container with a terminal (made with -Interactive and -Tty) gets this one: every key goes there, Ctrl+C too, the window's size is followed,
/// and what it shows goes straight to the terminal and is no output. The detach keys (ctrl-p,ctrl-q unless -DetachKey or detachKeys of docker's
/// config.json say otherwise) leave it running; $LASTEXITCODE is 1 then, as docker has it. When the container ends, the terminal is as it was before.
/// Where the shell has no terminal (input or output redirected, a job, a remote session) that is refused with the error TerminalUnavailable.</para>
/// <para>The output of a container without a terminal, or with -NoStandardInput, comes as lines, as with Invoke-Container; where its standard input is open, it gets
/// what is typed, line by line up to Ctrl+D, or what the shell's own input is redirected from. Ctrl+C and every other early end (Select-Object -First)
/// send it SIGINT, unless -SignalProxy is false.</para>
/// <para>$LASTEXITCODE is the container's exit code. The twin of docker attach (POST /containers/{id}/attach, /resize, /wait).</para>
/// </remarks>
/// <example>
/// <title>Come back to a container that was left</title>
/// <code>Connect-Container work</code>
/// <para>Ties this terminal to the container work again. ctrl-p,ctrl-q leaves it.</para>
/// </example>
/// <example>
/// <title>Watch a service, and leave it alone</title>
/// <code>Connect-Container web -NoStandardInput -SignalProxy $false | Select-String ' 500 '</code>
/// <para>Shows the lines with status 500 as they come. Ctrl+C ends the watching, and web goes on.</para>
/// </example>
/// <example>
/// <title>Leave with another key</title>
/// <code>Attach-Container work -DetachKey ctrl-]</code>
/// <para>Attaches; Ctrl+] leaves. Attach-Container is an alias.</para>
/// </example>
/// <seealso cref="EnterContainerCommand"/>
/// <seealso cref="GetContainerLogCommand"/>
[Cmdlet(VerbsCommunications.Connect, "Container", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[Alias("Attach-Container")]
[OutputType(typeof(string))]
public sealed class ConnectContainerCommand : ContainerTargetCmdlet
{
    private readonly List<ResolvedContainer> _found = [];
    private ContainerFollower? _follower;

    /// <summary>The keys that leave the container running, in docker's syntax: a character, ctrl- with a letter or one of @ [ \ ] ^ _, or DEL,
    /// separated by commas. By default detachKeys of docker's config.json, else ctrl-p,ctrl-q. They count in a terminal only.</summary>
    [Parameter]
    [Alias("DetachKeys")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DetachKeyCompleter))]
    public string[]? DetachKey { get; set; }

    /// <summary>Sends the container nothing: only its output comes, as lines.</summary>
    [Parameter]
    [Alias("NoStdin")]
    public SwitchParameter NoStandardInput { get; set; }

    /// <summary>Whether Ctrl+C, or another early end, sends SIGINT to a container without a terminal. With $false it only ends this command, and the container goes on.</summary>
    /// <value>true</value>
    [Parameter]
    [Alias("SigProxy")]
    public bool SignalProxy { get; set; } = true;

    /// <summary>What is done with standard error where there is no terminal: Information (the default; shown on the host), Output, Error or Ignore.</summary>
    [Parameter]
    public StandardErrorAction StandardError { get; set; }

    private protected override void OnBegin()
    {
        base.OnBegin();
        _follower = new ContainerFollower(this, !NoStandardInput, SignalProxy, DetachKey) { StandardError = StandardError };
    }

    private protected override async Task ProcessAsync()
    {
        await foreach (ResolvedContainer container in ResolveAsync().ConfigureAwait(false))
        {
            _found.Add(container);
        }
    }

    private protected override async Task EndAsync()
    {
        if (_found.Count > 1)
        {
            throw new InvalidRequestException(
                "TooManyContainers", $"One container can be attached to, but several were named: {string.Join(", ", _found.Select(static container => container.Label))}.")
            {
                Advice = "Get-ContainerLog -Follow shows what many containers say.",
            };
        }

        if (_found is [ResolvedContainer only])
        {
            await GuardAsync(only.Engine.Connection, only.Target, () => ConnectAsync(only)).ConfigureAwait(false);
        }
    }

    private async Task ConnectAsync(ResolvedContainer container)
    {
        ContainerDetail detail = await container.Engine.Containers.InspectAsync(container.Id, size: false, StopToken).ConfigureAwait(false);
        ForegroundRun.CheckRuns(detail);
        if (await ShouldProcessAsync(container.Describe(), "Attach to container").ConfigureAwait(false))
        {
            await _follower!.FollowAsync(container, detail, start: false).ConfigureAwait(false);
        }
    }
}
