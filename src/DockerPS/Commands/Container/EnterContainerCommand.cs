using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests;
using DockerPS.Hosting;
using DockerPS.Hosting.Output;
using DockerPS.Hosting.Terminal;

namespace DockerPS.Commands;

/// <summary>Opens a shell, or another program, in a running container, in this terminal.</summary>
/// <remarks>
/// <para>Every key goes to the container, Ctrl+C too, and the window's size is followed. When the program ends, the terminal is as it was
/// before, and $LASTEXITCODE is the program's exit code. The detach keys (ctrl-p,ctrl-q unless -DetachKey or detachKeys of docker's config.json
/// say otherwise) leave it running; $LASTEXITCODE is 1 then, as docker has it. The twin of docker exec -it (POST /containers/{id}/exec,
/// POST /exec/{id}/start, POST /exec/{id}/resize).</para>
/// <para>What the session shows goes straight to the terminal and is no output: it can be neither piped nor redirected. For output use
/// Invoke-ContainerCommand. Where the shell has no terminal (input or output redirected, a job, a remote session) the command is refused with
/// the error TerminalUnavailable, before anything is sent to the container.</para>
/// </remarks>
/// <example>
/// <title>Open a shell</title>
/// <code>Enter-Container web</code>
/// <para>Opens bash in the container web, or sh where there is no bash; in a Windows container PowerShell or cmd. exit or Ctrl+D ends it.</para>
/// </example>
/// <example>
/// <title>Look around as root, in a certain folder</title>
/// <code>Enter-Container web -User root -WorkingDirectory /etc/nginx</code>
/// <para>Opens the shell as root in /etc/nginx.</para>
/// </example>
/// <example>
/// <title>Start a program of your own</title>
/// <code>Enter-Container db -- psql -U app</code>
/// <para>Starts psql in the container db. Words that begin with a dash stand behind --.</para>
/// </example>
/// <example>
/// <title>Enter what a filter finds</title>
/// <code>Get-Container -Label app=shop -State Running | Select-Object -First 1 | Enter-Container</code>
/// <para>Opens a shell in the first running container with the label app=shop, on the engine that it is on.</para>
/// </example>
/// <seealso cref="InvokeContainerCommandCommand"/>
/// <seealso cref="ConnectContainerCommand"/>
[Cmdlet(VerbsCommon.Enter, "Container", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
public sealed class EnterContainerCommand : ContainerTargetCmdlet
{
    // One request instead of several that try: the shell that is there takes the place of the one that looks.
    private static readonly string[] s_shell = ["/bin/sh", "-c", "if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi"];

    private static readonly string[] s_windowsShell =
        ["cmd", "/S", "/C", "where /q pwsh & if not errorlevel 1 (pwsh -NoLogo) else (where /q powershell & if not errorlevel 1 (powershell -NoLogo) else (cmd))"];

    private readonly List<ResolvedContainer> _found = [];
    private CommandWords _words = CommandWords.None;
    private string[] _environmentFiles = [];
    private ExitCodes? _exitCodes;
    private TerminalSession? _session;

    /// <summary>The program and its arguments, each a word of its own. By default a shell: bash where there is one, else sh;
    /// in Windows containers pwsh, powershell or cmd.</summary>
    [Parameter(Position = 1, ValueFromRemainingArguments = true)]
    [AllowEmptyString]
    [WordsTransformation]
    public string[]? Command { get; set; }

    /// <summary>Variables for the program: "NAME=value", "NAME" (with its value here), or a hashtable.</summary>
    [Parameter]
    [Alias("Env", "e")]
    public object[]? Environment { get; set; }

    /// <summary>Files of variables, NAME=value a line. -Environment wins over them.</summary>
    [Parameter]
    [Alias("EnvFile")]
    [ValidateNotNullOrEmpty]
    public string[]? EnvironmentFile { get; set; }

    /// <summary>Gives the program all rights.</summary>
    [Parameter]
    public SwitchParameter Privileged { get; set; }

    /// <summary>The user: name or id, with a group or without, such as 1000:1000. By default the container's own.</summary>
    [Parameter]
    [Alias("u")]
    [ValidateNotNullOrEmpty]
    public string? User { get; set; }

    /// <summary>The folder in the container that the program starts in. By default the container's own.</summary>
    [Parameter]
    [Alias("Workdir", "w")]
    [ValidateNotNullOrEmpty]
    public string? WorkingDirectory { get; set; }

    /// <summary>The keys that leave the program running, in docker's syntax: a character, ctrl- with a letter or one of @ [ \ ] ^ _, or DEL,
    /// separated by commas. By default detachKeys of docker's config.json, else ctrl-p,ctrl-q.</summary>
    [Parameter]
    [Alias("DetachKeys")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DetachKeyCompleter))]
    public string[]? DetachKey { get; set; }

    private protected override void OnBegin()
    {
        base.OnBegin();
        _words = CommandWords.Read(this, nameof(Name), Command, null, nameof(InputObject), nameof(Id));
        _environmentFiles = [.. (EnvironmentFile ?? []).Select(path => FilePath.Of(this, path))];
        _exitCodes = new ExitCodes(this, errorOnNonZeroExit: false);
        _session = new TerminalSession(TerminalAccess.Require(this), DetachKeyChoice.Of(DetachKey));
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
                "TooManyContainers", $"There is one terminal, but several containers were named: {string.Join(", ", _found.Select(static container => container.Label))}.");
        }

        if (_found is [ResolvedContainer only])
        {
            await GuardAsync(only.Engine.Connection, only.Target, () => EnterAsync(only)).ConfigureAwait(false);
        }
    }

    private async Task EnterAsync(ResolvedContainer container)
    {
        EngineIdentity engine = await container.Engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
        ExecRequest request = Request(_words.For(engine.OperatingSystem), engine.OperatingSystem == "windows");
        // Only the first word: arguments can be secrets.
        string program = _words.IsEmpty ? "a shell" : $"'{request.Command[0]}'";
        if (await ShouldProcessAsync(container.Describe(), $"Run {program} in this terminal").ConfigureAwait(false))
        {
            await _exitCodes!.WatchAsync(async () => await _exitCodes.ReportAsync(
                await new ExecRun(container, request).RunAsync(_session!, StopToken).ConfigureAwait(false), container, request.Command[0]).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private ExecRequest Request(IReadOnlyList<string>? words, bool isWindows) => new()
    {
        Command = words ?? (isWindows ? s_windowsShell : s_shell),
        Environment = ExecEnvironment.Read(_environmentFiles, Environment),
        HasInput = true,
        IsTty = true,
        DetachKeys = _session!.DetachKeys,
        IsPrivileged = Privileged,
        User = User,
        WorkingDirectory = WorkingDirectory,
    };
}
