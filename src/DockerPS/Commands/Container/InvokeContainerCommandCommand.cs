using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests;
using DockerPS.Hosting;
using DockerPS.Hosting.Output;
using DockerPS.Hosting.Terminal;

namespace DockerPS.Commands;

/// <summary>Runs a command in running containers.</summary>
/// <remarks>
/// <para>The lines of standard output are the output, as strings; those of standard error go to the information stream (-StandardError).
/// $LASTEXITCODE is the command's exit code; over several containers the last that was not 0.</para>
/// <para>Where several containers are named or containers are piped in, their lines come merged, and each line carries the properties Container,
/// ContainerId, Stream and Connection; the lines of standard error begin with the container's name. -AsResult keeps them apart.</para>
/// <para>What is piped in is the command's standard input:
/// texts as lines, byte arrays as they are. The twin of docker exec (POST /containers/{id}/exec, POST /exec/{id}/start).</para>
/// <para>Words that begin with a dash are read by PowerShell as parameters of this cmdlet. Write -- before the command, or give the words
/// as a list: -Command ls, '-d', /tmp. A line for a shell is -ShellCommand (-c).</para>
/// <para>With -Interactive and -Tty (-it) the command gets this terminal, as with Enter-Container: every key goes there, Ctrl+C too, and what it shows
/// goes straight to the terminal and is no output.</para>
/// <para>Else Ctrl+C and every other early end close the connection, and the command goes on in the container, as with docker exec: the engine has no way
/// to end it. Where the connection is lost, the engine is asked what became of the command, and the error says so; $LASTEXITCODE is $null where the exit code is not known.</para>
/// </remarks>
/// <example>
/// <title>Run a command</title>
/// <code>Invoke-ContainerCommand web -- ls -d /tmp</code>
/// <para>Runs ls -d /tmp in the container web and returns its lines.</para>
/// </example>
/// <example>
/// <title>Run a line in a shell of many containers</title>
/// <code>Get-Container -State Running | Invoke-ContainerCommand -ShellCommand 'df -h / | tail -1' -AsResult</code>
/// <para>Returns an object for each container, with ExitCode, Output, Error and Duration.</para>
/// </example>
/// <example>
/// <title>Ask many containers, and see who says what</title>
/// <code>Invoke-ContainerCommand web* -- cat /etc/hostname | ForEach-Object { "$($_.Container): $_" }</code>
/// <para>Runs the command in every container whose name begins with web. Each line knows its container.</para>
/// </example>
/// <example>
/// <title>Load a dump into a database</title>
/// <code>Invoke-ContainerCommand db -InFile dump.sql -ErrorOnNonZeroExit -Command psql, '-U', app</code>
/// <para>Sends the file's bytes to psql and writes an error where it fails.</para>
/// </example>
/// <example>
/// <title>Save binary output</title>
/// <code>Invoke-ContainerCommand db -OutFile backup.tar -- tar -c /data</code>
/// <para>Writes the bytes to a file, which takes its place when all is there.</para>
/// </example>
/// <example>
/// <title>Pipe lines through a command</title>
/// <code>'b', 'a' | Invoke-ContainerCommand web sort</code>
/// <para>Returns a and b.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "ContainerCommand", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[Alias("Exec-Container")]
[OutputType(typeof(string), typeof(ContainerCommandResult), typeof(byte[]), typeof(ContainerExec))]
public sealed class InvokeContainerCommandCommand : ContainerTargetCmdlet
{
    internal const string InputObjectAndInputSet = "InputObjectAndInput";

    private const string PipedAdvice = "The first word is the container's name. Where containers are piped in, write the command behind its parameter: Get-Container web* | Invoke-ContainerCommand -Command ls, /tmp.";

    private CommandWords _words = CommandWords.None;
    private OutputOptions _output = new();
    private ExitCodes? _exitCodes;
    private PipelineInput? _input;
    private string? _inFile;
    private TerminalSession? _session;
    private string[] _environmentFiles = [];
    private bool? _isInputPiped;
    private bool? _hasInput;
    private readonly HashSet<string> _engines = [];
    private int _containers;

    /// <summary>The running containers, by name, full id or unique id prefix. Wildcards match names.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(Container))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>The running containers, as objects of Get-Container and other cmdlets. Each goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = InputObjectAndInputSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(Container))]
    public override Container[]? InputObject { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = InputObjectAndInputSet)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <summary>The command and its arguments, each a word of its own; no shell splits them.</summary>
    [Parameter(Position = 1, ValueFromRemainingArguments = true)]
    [AllowEmptyString]
    [WordsTransformation]
    public string[]? Command { get; set; }

    /// <summary>A line for a shell. Behind words of a command it is the argument of their -c: sh -c 'echo hi' is what it looks like.
    /// Without words the shell is sh -c, on Windows engines cmd /S /C.</summary>
    [Parameter]
    [Alias("c")]
    public string? ShellCommand { get; set; }

    /// <summary>What the command reads from its standard input, usually from the pipeline: texts become lines in UTF-8, byte arrays go as they are.
    /// Several containers each get all of it.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = NameSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectAndInputSet)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? StandardInput { get; set; }

    /// <summary>A file whose bytes the command reads from its standard input.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InFile { get; set; }

    /// <summary>Writes standard output to this file, byte for byte; an existing file is replaced when all is there. For one container only.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Returns standard output as byte[] chunks, which native commands get as they are.</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>Returns one object for each container, with ExitCode, Output, Error and Duration, instead of lines.</summary>
    [Parameter]
    public SwitchParameter AsResult { get; set; }

    /// <summary>What is done with standard error: Information (the default; shown on the host), Output, Error or Ignore.</summary>
    [Parameter]
    public StandardErrorAction StandardError { get; set; }

    /// <summary>Writes an error where the exit code is not 0. $PSNativeCommandUseErrorActionPreference does the same.</summary>
    [Parameter]
    public SwitchParameter ErrorOnNonZeroExit { get; set; }

    /// <summary>Leaves the command to itself and returns at once, with nothing, or with -PassThru the command's run.</summary>
    [Parameter]
    [Alias("d")]
    public SwitchParameter Detach { get; set; }

    /// <summary>With -Detach returns an object with the run's ExecId.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Variables for the command: "NAME=value", "NAME" (with its value here), or a hashtable.</summary>
    [Parameter]
    [Alias("Env", "e")]
    public object[]? Environment { get; set; }

    /// <summary>Files of variables, NAME=value a line. -Environment wins over them.</summary>
    [Parameter]
    [Alias("EnvFile")]
    [ValidateNotNullOrEmpty]
    public string[]? EnvironmentFile { get; set; }

    /// <summary>Lets the command read what the shell would: lines typed in the terminal up to Ctrl+D, or what the shell's own standard input is redirected from.
    /// With -Tty the command gets the terminal itself. Input that is piped in or given with -InFile is read without it.</summary>
    [Parameter]
    [Alias("i")]
    public SwitchParameter Interactive { get; set; }

    /// <summary>Gives the command a terminal: its standard output and error come as one, with what it draws. With -Interactive that is this one,
    /// and what it shows goes there and not to the output.</summary>
    [Parameter]
    [Alias("t")]
    public SwitchParameter Tty { get; set; }

    /// <summary>Docker's -it: -Interactive and -Tty.</summary>
    [Parameter(DontShow = true)]
    [Alias("ti")]
    public SwitchParameter It { get; set; }

    /// <summary>The keys that leave a session (-Interactive with -Tty) and let the command go on, in docker's syntax: a character, ctrl- with a letter
    /// or one of @ [ \ ] ^ _, or DEL, separated by commas. By default detachKeys of docker's config.json, else ctrl-p,ctrl-q.</summary>
    [Parameter]
    [Alias("DetachKeys")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DetachKeyCompleter))]
    public string[]? DetachKey { get; set; }

    /// <summary>Gives the command all rights.</summary>
    [Parameter]
    public SwitchParameter Privileged { get; set; }

    /// <summary>The user: name or id, with a group or without, such as 1000:1000. By default the container's own.</summary>
    [Parameter]
    [Alias("u")]
    [ValidateNotNullOrEmpty]
    public string? User { get; set; }

    /// <summary>The folder in the container that the command starts in. By default the container's own.</summary>
    [Parameter]
    [Alias("Workdir", "w")]
    [ValidateNotNullOrEmpty]
    public string? WorkingDirectory { get; set; }

    /// <summary>In how many containers the command runs at once. 16 by default; no limit where they read one input.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    // Those that share an input go at one pace: one that waits for its turn would hold up the others.
    internal override int? WorkLimit => HasInput ? null : ThrottleLimit;

    // Asked before the first record: the pipeline's own binding comes later, and is no input where it gives containers.
    private bool IsInputPiped => _isInputPiped ??= MyInvocation.ExpectingInput && IsBound(nameof(Name), nameof(InputObject));

    private bool HasInput => _hasInput ??= IsInputPiped || IsBound(nameof(StandardInput));

    private bool ReadsShell => InputRules.ReadsShell(HasInput || _inFile is not null, Tty | It, Interactive | It, Detach);

    private protected override void OnBegin()
    {
        base.OnBegin();
        _words = CommandWords.Read(this, nameof(Name), Command, ShellCommand, nameof(InputObject), nameof(Id));
        _inFile = InFile is null ? null : FilePath.Of(this, InFile);
        _environmentFiles = [.. (EnvironmentFile ?? []).Select(path => FilePath.Of(this, path))];
        _output = new OutputOptions
        {
            StandardError = StandardError,
            AsByteStream = AsByteStream,
            AsResult = AsResult,
            OutFile = OutFile is null ? null : FilePath.Of(this, OutFile),
        };
        _exitCodes = new ExitCodes(this, ErrorOnNonZeroExit);
    }

    private protected override async Task BeginAsync()
    {
        if (_words.IsEmpty)
        {
            throw new InvalidRequestException("NoCommand", $"There is no command to run{(IsInputPiped ? $" in '{Name?[0]}'" : "")}.")
            {
                Advice = IsInputPiped ? PipedAdvice : "Write it behind the container's name, or give -Command or -ShellCommand.",
            };
        }

        _output.Validate();
        InputRules.Check(HasInput, _inFile is not null, Tty | It, Interactive | It, Detach, AsResult || AsByteStream || OutFile is not null);
        if (InputRules.IsSession(Tty | It, Interactive | It, Detach))
        {
            _session = new TerminalSession(TerminalAccess.Require(this), DetachKeyChoice.Of(DetachKey));
        }
        else if (ReadsShell)
        {
            TerminalAccess.RequireStandardInput(this);
        }

        if (HasInput)
        {
            _input = new PipelineInput();
        }

        if (IsInputPiped)
        {
            await StartAsync().ConfigureAwait(false);
        }
    }

    private protected override async Task ProcessAsync()
    {
        if (!IsInputPiped)
        {
            await StartAsync().ConfigureAwait(false);
        }

        if (_input is not null)
        {
            if (StandardInput is PSObject { BaseObject: Container })
            {
                throw new InvalidRequestException("ContainersPiped", "Containers are piped in where the command's input is expected.")
                {
                    Advice = PipedAdvice,
                };
            }

            await _input.WriteAsync(StandardInput, StopToken).ConfigureAwait(false);
        }
    }

    private protected override bool TryProcess() => IsInputPiped && _input?.TryWrite(StandardInput) == true;

    private protected override Task EndAsync()
    {
        _input?.Complete();
        return Task.CompletedTask;
    }

    private async Task StartAsync()
    {
        ExecRequest request = Request();
        var found = new List<ResolvedContainer>();
        await foreach (ResolvedContainer container in ResolveAsync().ConfigureAwait(false))
        {
            found.Add(container);
        }

        _containers += found.Count;
        if (_output.OutFile is not null && _containers > 1)
        {
            throw new InvalidRequestException("TooManyContainers", "-OutFile takes the output of one container, but several were named.");
        }

        if ((_session is not null || ReadsShell) && _containers > 1)
        {
            throw new InvalidRequestException("TooManyContainers", "-Interactive ties this shell to one container, but several were named.")
            {
                Advice = "Pipe the input in: every container gets all of it.",
            };
        }

        // Whether more are to come down the pipeline is not known when the first one speaks.
        bool isLabelled = _containers > 1 || (MyInvocation.ExpectingInput && !IsInputPiped);
        _engines.UnionWith(found.Select(static container => container.Engine.Connection.Endpoint));
        foreach (ResolvedContainer container in found)
        {
            string? label = !isLabelled ? null : _engines.Count > 1 ? $"{container.Label} on {container.Engine.Connection.Name}" : container.Label;
            EngineIdentity engine = await container.Engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
            ExecRequest own = request with { Command = _words.For(engine.OperatingSystem)! };
            // Only the first word: arguments can be secrets.
            if (await ShouldProcessAsync(container.Describe(), $"Run '{own.Command[0]}'").ConfigureAwait(false))
            {
                CommandInput? input = _input?.Open();
                await QueueAsync(() => GuardAsync(container.Engine.Connection, container.Target, () => Detach
                    ? DetachAsync(container, own)
                    : _exitCodes!.WatchAsync(() => RunAsync(container, own, input, label)))).ConfigureAwait(false);
            }
        }
    }

    private async Task RunAsync(ResolvedContainer container, ExecRequest request, CommandInput? pipelineInput, string? label)
    {
        if (_session is not null)
        {
            CommandOutcome seen = await new ExecRun(container, request).RunAsync(_session, StopToken).ConfigureAwait(false);
            await _exitCodes!.ReportAsync(seen, container, request.Command[0]).ConfigureAwait(false);
            return;
        }

        using CommandInput? input = pipelineInput ?? (_inFile is not null ? new FileInput(_inFile) : ReadsShell ? new ShellInput(ShellTerminal.Current) : null);
        CommandOutput output = CommandOutput.Create(this, _output, container, label);
        await using (output.ConfigureAwait(false))
        {
            CommandOutcome outcome = await new ExecRun(container, request).RunAsync(output, input, StopToken).ConfigureAwait(false);
            if (outcome.Failure is null)
            {
                await output.CommitAsync().ConfigureAwait(false);
            }

            if (AsResult)
            {
                await WriteAsync(output.ToResult(container, outcome)).ConfigureAwait(false);
            }

            await _exitCodes!.ReportAsync(outcome, container, request.Command[0]).ConfigureAwait(false);
        }
    }

    private async Task DetachAsync(ResolvedContainer container, ExecRequest request)
    {
        string id = await ChangeAsync(async token =>
        {
            string made = await container.Engine.Exec.CreateAsync(container.Id, request.ToJson(), token).ConfigureAwait(false);
            await container.Engine.Exec.StartDetachedAsync(made, request.IsTty, token).ConfigureAwait(false);
            return made;
        }).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteAsync(new ContainerExec
            {
                Connection = container.Engine.Connection,
                ExecId = id,
                Container = container.Label,
                ContainerId = container.Id,
                Command = [.. request.Command],
            }).ConfigureAwait(false);
        }
    }

    private bool IsBound(params ReadOnlySpan<string> parameters)
    {
        foreach (string parameter in parameters)
        {
            if (MyInvocation.BoundParameters.ContainsKey(parameter))
            {
                return true;
            }
        }

        return false;
    }

    private ExecRequest Request() => new()
    {
        Command = [],
        Environment = ExecEnvironment.Read(_environmentFiles, Environment),
        DetachKeys = _session?.DetachKeys,
        IsAttached = !Detach,
        HasInput = _input is not null || _inFile is not null || _session is not null || ReadsShell,
        IsTty = Tty | It,
        IsPrivileged = Privileged,
        User = User,
        WorkingDirectory = WorkingDirectory,
    };
}
