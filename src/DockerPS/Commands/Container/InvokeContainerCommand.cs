using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Hosting;
using DockerPS.Hosting.Output;
using DockerPS.Hosting.Terminal;

namespace DockerPS.Commands;

/// <summary>Makes a container and runs it.</summary>
/// <remarks>
/// <para>In the foreground the lines of standard output are the output, as strings, as they come; those of standard error go to the information
/// stream (-StandardError). What is piped in is the container's standard input. $LASTEXITCODE is the exit code. With -Detach the container
/// runs on its own and is returned. A missing image is pulled. The twin of docker run (POST /containers/create, /attach, /start, /wait).</para>
/// <para>With -Interactive and -Tty (-it) the container gets this terminal: every key goes there, Ctrl+C too, the window's size is followed, and what it
/// shows goes straight to the terminal and is no output. The detach keys (ctrl-p,ctrl-q) leave it running, and Connect-Container comes back to it; $LASTEXITCODE is 0 then, as
/// docker has it. Where the shell has no terminal that is refused with the error TerminalUnavailable.</para>
/// <para>Else Ctrl+C and every other early end (Select-Object -First, an error downstream) send the container SIGINT, as docker run does; one with -AutoRemove
/// that has not ended within its stop timeout is stopped. With -SignalProxy $false the container goes on.</para>
/// <para>Words that begin with a dash are read by PowerShell as parameters of this cmdlet. Write -- before the command, or give the words as a list:
/// -Command ls, '-d', /tmp. Lists are arrays: -Publish 8080:80, 8443:443.</para>
/// </remarks>
/// <example>
/// <title>Run a service</title>
/// <code>Run-Container -d -p 8080:80 -e A=1 -Name web nginx</code>
/// <para>Starts nginx on its own, publishes its port and returns the container. Run-Container is an alias, and so are docker's letters.</para>
/// </example>
/// <example>
/// <title>Run a command and use its output</title>
/// <code>Invoke-Container -AutoRemove alpine -Command cat, /etc/os-release | Select-String PRETTY</code>
/// <para>Runs cat in a new container, which is removed afterwards.</para>
/// </example>
/// <example>
/// <title>Work in a new container</title>
/// <code>Run-Container -it -rm alpine sh</code>
/// <para>Opens a shell in a new container, which is removed when the shell ends.</para>
/// </example>
/// <example>
/// <title>Use a container as a filter</title>
/// <code>Get-Content names.txt | Invoke-Container -AutoRemove alpine sort</code>
/// <para>Sends the lines to sort in a new container and returns what it writes.</para>
/// </example>
/// <example>
/// <title>Get all about a run in one object</title>
/// <code>$test = Invoke-Container app:test -ShellCommand './run-tests' -AsResult -AutoRemove; if ($test.ExitCode) { $test.Error }</code>
/// <para>Collects output, errors, exit code and duration.</para>
/// </example>
/// <example>
/// <title>Look into another container's processes and network</title>
/// <code>Run-Container -AutoRemove -PidNamespace container:web -Network container:web -CapabilityAdd SYS_PTRACE alpine ps</code>
/// <para>Shares the namespaces of the container web for one command.</para>
/// </example>
/// <example>
/// <title>Set what has no parameter</title>
/// <code>Invoke-Container app -Detach -HostConfiguration @{ ReadonlyPaths = @() } -Configuration @{ ArgsEscaped = $true }</code>
/// <para>Passes fields of the Engine API on by their own names.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "Container", SupportsShouldProcess = true)]
[Alias("Run-Container")]
[OutputType(typeof(string), typeof(ContainerDetail), typeof(ContainerCommandResult), typeof(byte[]))]
public sealed class InvokeContainerCommand : RunParametersCmdlet
{
    private OutputOptions _output = new();
    private ExitCodes? _exitCodes;
    private PipelineInput? _input;
    private string? _inFile;
    private TerminalSession? _session;

    /// <summary>The container's name; by default the engine makes one up.</summary>
    [Parameter]
    [Alias("ContainerName")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Lets the container run on its own and returns it.</summary>
    [Parameter]
    [Alias("d")]
    public SwitchParameter Detach { get; set; }

    /// <summary>What the container reads from its standard input, usually from the pipeline: texts become lines in UTF-8, byte arrays go as they are.
    /// Its end is told to the container.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? StandardInput { get; set; }

    /// <summary>A file whose bytes the container reads from its standard input.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InFile { get; set; }

    /// <summary>Writes standard output to this file, byte for byte; an existing file is replaced when all is there.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Returns standard output as byte[] chunks, which native commands get as they are.</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>Returns one object with ExitCode, Output, Error and Duration instead of lines.</summary>
    [Parameter]
    public SwitchParameter AsResult { get; set; }

    /// <summary>What is done with standard error: Information (the default; shown on the host), Output, Error or Ignore.</summary>
    [Parameter]
    public StandardErrorAction StandardError { get; set; }

    /// <summary>Writes an error where the exit code is not 0. $PSNativeCommandUseErrorActionPreference does the same.</summary>
    [Parameter]
    public SwitchParameter ErrorOnNonZeroExit { get; set; }

    /// <summary>The keys that leave a session (-Interactive with -Tty) and let the container go on, in docker's syntax: a character, ctrl- with a letter
    /// or one of @ [ \ ] ^ _, or DEL, separated by commas. By default detachKeys of docker's config.json, else ctrl-p,ctrl-q.</summary>
    [Parameter]
    [Alias("DetachKeys")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DetachKeyCompleter))]
    public string[]? DetachKey { get; set; }

    /// <summary>Whether Ctrl+C, or another early end, sends SIGINT to the container. With $false it only ends this command, and the container goes on.</summary>
    /// <value>true</value>
    [Parameter]
    [Alias("SigProxy")]
    public bool SignalProxy { get; set; } = true;

    private bool ReadsShell => InputRules.ReadsShell(HasInput || _inFile is not null, Tty || It, Interactive || It, Detach);

    private bool IsInputPiped => MyInvocation.ExpectingInput;

    private bool HasInput => IsInputPiped || MyInvocation.BoundParameters.ContainsKey(nameof(StandardInput));

    private protected override void OnBegin()
    {
        base.OnBegin();
        if (Name is { } name && name.StartsWith('-'))
        {
            throw CommandWords.DashError(this, "a container", name);
        }

        _inFile = InFile is null ? null : FilePath.Of(this, InFile);
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
        _output.Validate();
        InputRules.Check(HasInput, _inFile is not null, Tty || It, Interactive || It, Detach, AsResult || AsByteStream || OutFile is not null);
        if (InputRules.IsSession(Tty || It, Interactive || It, Detach))
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
            if (StandardInput is PSObject { BaseObject: DockerObject piped })
            {
                throw new InvalidRequestException("ObjectsPiped", $"What is piped in is the container's standard input, but '{piped}' is an object of an engine.")
                {
                    Advice = "To run images from the pipeline: Get-Image app* | ForEach-Object { Invoke-Container $_ }.",
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
        ImageSource image = ReadImage();
        ContainerRequest request = BuildRequest(image, Detach ? RunMode.Detached : RunMode.Foreground, HasInput || _inFile is not null);
        IReadOnlyList<EngineApi> engines = EnginesOf(image);
        if (_output.OutFile is not null && engines.Count > 1)
        {
            throw new InvalidRequestException("TooManyContainers", "-OutFile takes the output of one container, but several engines were named.");
        }

        CheckIdFile(engines.Count);
        if ((_session is not null || ReadsShell) && engines.Count > 1)
        {
            throw new InvalidRequestException("TooManyContainers", "-Interactive ties this shell to one container, but several engines were named.");
        }

        foreach (EngineApi engine in engines)
        {
            if (!await ShouldProcessAsync($"{Name ?? image.Reference} on {engine.Connection.Name}", "Run container").ConfigureAwait(false))
            {
                continue;
            }

            CommandInput? input = _input?.Open();
            Task Run() => _exitCodes!.WatchAsync(() => RunAsync(engine, request, input));
            await QueueAsync(engines.Count == 1
                ? () => AttributeAsync(engine.Connection, Run)
                : () => GuardAsync(engine.Connection, engine.Connection.Name, Run)).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(EngineApi engine, ContainerRequest request, CommandInput? pipelineInput)
    {
        string id = await CreateAsync(engine, request, Name).ConfigureAwait(false);
        var container = new ResolvedContainer(engine, id, Name ?? "", Name ?? request.Image.Target ?? id);
        if (Detach)
        {
            await ChangeAsync(token => engine.Containers.StartAsync(id, null, token)).ConfigureAwait(false);
            await WriteAsync(await engine.Containers.InspectAsync(id, size: false, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        var run = new ForegroundRun(container, ForegroundOptions.Of(request) with { SignalProxy = SignalProxy, DetachKeys = _session?.DetachKeys });
        OnDispose(run.EndAsync, run.EndPatience);
        if (_session is not null)
        {
            CommandOutcome seen = await run.RunAsync(_session, StopToken, ChangeToken).ConfigureAwait(false);
            await _exitCodes!.ReportAsync(seen, container, request.Image.Reference).ConfigureAwait(false);
            return;
        }

        using CommandInput? input = pipelineInput ?? (_inFile is not null ? new FileInput(_inFile) : ReadsShell ? new ShellInput(ShellTerminal.Current) : null);
        CommandOutput output = CommandOutput.Create(this, _output, container);
        await using (output.ConfigureAwait(false))
        {
            CommandOutcome outcome = await run.RunAsync(output, input, StopToken, ChangeToken).ConfigureAwait(false);
            if (outcome.Failure is null)
            {
                await output.CommitAsync().ConfigureAwait(false);
            }

            if (AsResult)
            {
                await WriteAsync(output.ToResult(container, outcome)).ConfigureAwait(false);
            }

            await _exitCodes!.ReportAsync(outcome, container, request.Image.Reference).ConfigureAwait(false);
        }
    }
}
