using System.Globalization;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Configuration.Values;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams;
using DockerPS.Hosting;
using DockerPS.Hosting.Output;

namespace DockerPS.Commands;

/// <summary>Gets the log of services and tasks.</summary>
/// <remarks>
/// <para>Returns what the tasks of services wrote to standard output and standard error, on whatever nodes they are, line by line as it comes
/// and merged. Each line is a string that carries the properties Timestamp, Stream (stdout or stderr), Service, Task, TaskId, Node and
/// Connection; -Prefix shows task and node before the text, as docker does. The twin of docker service logs (GET /services/{id}/logs,
/// GET /tasks/{id}/logs).</para>
/// <para>Tasks that are piped in stand for themselves. -AsObject returns objects for CSV and JSON instead, -Raw bare strings.</para>
/// <para>The engines of the nodes must be able to give the log back: log drivers that cannot are an error.</para>
/// </remarks>
/// <example>
/// <title>Read the last lines of each task</title>
/// <code>Get-DockerServiceLog web -Tail 20 -Prefix</code>
/// <para>Returns the last 20 lines of each task of web, with the task and its node before them.</para>
/// </example>
/// <example>
/// <title>Follow the errors of a stack</title>
/// <code>Get-DockerService -Stack shop | Get-DockerServiceLog -Follow -Since 10m | Where-Object Stream -eq stderr | ForEach-Object { "$($_.Task) on $($_.Node): $_" }</code>
/// <para>Shows what the services wrote to standard error in the last ten minutes and what they will, until Ctrl+C.</para>
/// </example>
/// <example>
/// <title>Only of tasks that failed</title>
/// <code>Get-DockerTask web -State failed | Get-DockerServiceLog -Tail 5</code>
/// <para>Returns the last lines of each task that failed, as long as its container is still there.</para>
/// </example>
/// <seealso cref="GetDockerTaskCommand"/>
/// <seealso cref="GetContainerLogCommand"/>
[Cmdlet(VerbsCommon.Get, "DockerServiceLog", DefaultParameterSetName = NameSet)]
[OutputType(typeof(string), typeof(ServiceLogEntry))]
public sealed class GetDockerServiceLogCommand : ServiceTargetCmdlet
{
    internal const string TaskObjectSet = "TaskObject";

    private const int FiniteLogsAtOnce = 16;

    private string _tail = "all";
    private TaskReader? _reader;
    private ServiceLogResolver? _resolver;

    /// <summary>The services, by name, full id or unique id prefix, or single tasks, by name (web.1) or id. Wildcards match names of services.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerService))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>Only of these tasks: objects of Get-DockerTask, each on its own engine.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = TaskObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerTask))]
    public DockerTask[]? TaskObject { get; set; }

    /// <summary>Goes on with what the tasks write from now on, also with those that begin meanwhile, until the command is stopped.</summary>
    [Parameter]
    [Alias("f")]
    public SwitchParameter Follow { get; set; }

    /// <summary>Only the last lines of each task: their number, or all (the default).</summary>
    [Parameter]
    [Alias("n")]
    [ValidateNotNullOrEmpty]
    public string? Tail { get; set; }

    /// <summary>Only lines since this time: a time, a duration back from now such as 10m, seconds since 1970, or RFC 3339.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTime? Since { get; set; }

    /// <summary>Begins each line with its time, as the engine writes it: RFC 3339 in UTC with nanoseconds.</summary>
    [Parameter]
    [Alias("Timestamp", "t")]
    public SwitchParameter Timestamps { get; set; }

    /// <summary>Begins each line with the labels and variables that the service's log options name.</summary>
    [Parameter]
    [Alias("Details")]
    public SwitchParameter Detail { get; set; }

    /// <summary>Begins each line with its task and node, as docker does: web.1@node-2 | text.</summary>
    [Parameter]
    public SwitchParameter Prefix { get; set; }

    /// <summary>Returns objects with Timestamp, Stream, Service, Task, Node and Message instead of strings.</summary>
    [Parameter]
    public SwitchParameter AsObject { get; set; }

    /// <summary>Returns bare strings, without properties.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>The engines to use, managers of the swarm, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside an id it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = TaskObjectSet)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <summary>What has no end is not throttled, or the next would never begin.</summary>
    internal override int? WorkLimit => Follow ? null : FiniteLogsAtOnce;

    private TaskReader Reader => _reader ??= new TaskReader(detailed: false, StopToken);

    private protected override Task BeginAsync()
    {
        if (AsObject && (Raw || Prefix))
        {
            throw new InvalidRequestException("OutputConflict", "-AsObject returns objects: leave -Raw and -Prefix out.");
        }

        _tail = ReadTail(Tail);
        return Task.CompletedTask;
    }

    private protected override async Task ProcessAsync()
    {
        await foreach (ServiceLogTarget target in TargetsAsync().ConfigureAwait(false))
        {
            await QueueAsync(() => GuardAsync(target.Engine.Connection, target.Target, () => ReadAsync(target))).ConfigureAwait(false);
        }
    }

    private IAsyncEnumerable<ServiceLogTarget> TargetsAsync() => ParameterSetName switch
    {
        TaskObjectSet => ResolveObjectsAsync(TaskObject!, static (engine, task) => ServiceLogTarget.Of(engine, task, task)),
        NameSet => ResolveNamesAsync(_resolver ??= new ServiceLogResolver(Reader, StopToken), Name ?? []),
        _ => OfServicesAsync(),
    };

    private async IAsyncEnumerable<ServiceLogTarget> OfServicesAsync()
    {
        await foreach (ResolvedSwarmObject<DockerService> service in ResolveAsync().ConfigureAwait(false))
        {
            yield return ServiceLogTarget.Of(service.Engine, service.Item, service.Target);
        }
    }

    private async Task ReadAsync(ServiceLogTarget target)
    {
        QueryString query = new QueryString()
            .Add("stdout", true)
            .Add("stderr", true)
            .Add("follow", Follow)
            .Add("tail", _tail)
            .Add("since", Since is DateTime since ? TimeText.ToUnix(since) : null)
            .Add("timestamps", true)
            .Add("details", true);
        bool isTty = await IsTtyAsync(target).ConfigureAwait(false);
        SwarmNames names = await Reader.NamesAsync(target.Engine).ConfigureAwait(false);
        DockerResponse response = target.TaskId is { } task
            ? await target.Engine.Services.OpenTaskLogsAsync(task, query, StopToken).ConfigureAwait(false)
            : await target.Engine.Services.OpenLogsAsync(target.ServiceId!, query, StopToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            var sources = new ServiceLogSources(
                target.Engine,
                target.Label,
                names,
                (context, service, task, node) => new ServiceLogSource(target.Engine, context, service, task, node, Prefix, Detail),
                StopToken);
            await WriteLinesAsync(new ServiceLogReader(OutputReader.Create(response.Body, isTty), keepTimestamps: Timestamps && !AsObject), sources).ConfigureAwait(false);
        }
    }

    private async Task WriteLinesAsync(ServiceLogReader lines, ServiceLogSources sources)
    {
        var batch = new LogBatch<(ServiceLogSource Source, OutputLine Line)>(
            this,
            AsObject ? static item => item.Source.Entry(item.Line)
            : Raw ? static item => item.Source.Bare(item.Line)
            : static item => item.Source.Decorated(item.Line));
        await using (batch.ConfigureAwait(false))
        {
            while (await batch.NextAsync(lines.ReadAsync(StopToken)).ConfigureAwait(false))
            {
                batch.Add((await sources.OfAsync(lines.Current.Context).ConfigureAwait(false), lines.Current.Line));
            }
        }
    }

    /// <summary>Whether its tasks have terminals, whose output comes without frames.</summary>
    private async Task<bool> IsTtyAsync(ServiceLogTarget target)
    {
        if (target.TaskId is { } task)
        {
            return (await target.Engine.Tasks.FindAsync(task, detailed: true, StopToken).ConfigureAwait(false)).Spec!.Container.Tty;
        }

        ServiceResource service = await target.Engine.Services.WatchAsync(target.ServiceId!, StopToken).ConfigureAwait(false);
        return service.Spec.TaskTemplate.Container.Tty;
    }

    private static string ReadTail(string? tail)
    {
        if (tail is null || tail.Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            return "all";
        }

        return uint.TryParse(tail, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? tail
            : throw new InvalidRequestException("BadParameter", $"-Tail takes a number of lines or 'all', not '{tail}'.");
    }
}
