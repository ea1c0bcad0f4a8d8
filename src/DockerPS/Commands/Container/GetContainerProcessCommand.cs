using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Streams;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the processes that run in containers.</summary>
/// <remarks>
/// <para>Returns one object for each process, with numbers and times where ps gives them. The engine asks ps on its own machine; numbers of
/// processes (HostPid) and users are of that machine. The twin of docker top (GET /containers/{id}/top).</para>
/// <para>Which columns there are is up to -Option. Those without a property of their own come as text under their own name, and all of them are in
/// Columns. Windows containers have Command, HostPid, CpuTime and MemoryUsage, and take no options.</para>
/// <para>The processes are not those of this machine: no property has a name from which Stop-Process would take a number.
/// To end one, use Invoke-ContainerCommand with kill, or Send-ContainerSignal for the container's first process.</para>
/// <para>A container that does not run is an error.</para>
/// </remarks>
/// <example>
/// <title>See what runs in a container</title>
/// <code>Get-ContainerProcess web</code>
/// <para>Shows user, number, parent, start, terminal, time and command of each process, as docker top does.</para>
/// </example>
/// <example>
/// <title>Find what works hardest, in all containers</title>
/// <code>Get-Container -State Running | Get-ContainerProcess -Option aux | Sort-Object CpuPercent -Descending | Select-Object -First 5 Container, CpuPercent, Command</code>
/// <para>With aux, ps also tells of CPU and memory.</para>
/// </example>
/// <example>
/// <title>Choose the columns</title>
/// <code>Get-ContainerProcess web -Option '-o pid,nlwp,etime,comm' | Where-Object Elapsed -gt 1:00:00</code>
/// <para>Returns the processes that are older than an hour. The number of threads is in the property NLWP.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "ContainerProcess", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ContainerProcess))]
public sealed class GetContainerProcessCommand : ContainerTargetCmdlet
{
    private const int ContainersAtOnce = 16;

    // Beside those of the object itself: Stop-Process, Wait-Process and Debug-Process bind these from the pipeline, and ps can be told to
    // call a column so (-o pid=Id).
    private static readonly HashSet<string> s_bound = new(StringComparer.OrdinalIgnoreCase) { "Id", "Name", "ProcessName", "ProcessId", "Pid", "InputObject" };

    private string[]? _options;

    /// <summary>The containers, by name, full id or unique id prefix. Wildcards match names.
    /// Where containers come from the pipeline, an argument that stands here without a name is -Option.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PipedSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(Container))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>The containers, as objects of Get-Container and other cmdlets. Each goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipedSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(Container))]
    public override Container[]? InputObject { get; set; }

    /// <summary>The options of ps: aux, '-o pid,comm', '-ef'. The column PID must be among those asked for, and one with blanks in it
    /// can only be the last. -ef by default.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProcessOptionCompleter))]
    public string[]? Option { get; set; }

    internal override int? WorkLimit => ContainersAtOnce;

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        _options = WithPositional(Option, nameof(Option));
        await foreach (ResolvedContainer container in ResolveAsync().ConfigureAwait(false))
        {
            await QueueAsync(() => GuardAsync(container.Engine.Connection, container.Target, () => WriteAsync(container))).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(ResolvedContainer container)
    {
        string? options = _options is null ? null : string.Join(' ', _options);
        ProcessTable table = await container.Engine.Containers.GetProcessesAsync(container.Id, options, StopToken).ConfigureAwait(false);
        if (table.Processes.Count == 0 && options is not null)
        {
            // A container that runs has a process: the engine has looked for its number in the wrong column.
            await WarnAsync($"ps said nothing of container '{container.Label}' that the engine could read. Put columns with blanks in them, such as args, last.").ConfigureAwait(false);
        }

        await WriteManyAsync([.. ProcessReader.Read(table, container.Engine.Connection, container.Id, container.Name).Select(Decorate)]).ConfigureAwait(false);
    }

    /// <summary>Adds the columns that the type does not know, and the name of the view that fits the columns there are.</summary>
    private static PSObject Decorate(ContainerProcess process)
    {
        var item = new PSObject(process);
        if (process.Columns.ContainsKey("Private Working Set"))
        {
            item.TypeNames.Insert(0, "DockerPS.ContainerProcess#Windows");
            return item;
        }

        foreach ((string title, string text) in process.Columns)
        {
            if (!ProcessReader.IsTyped(title) && !s_bound.Contains(title) && item.Properties[title] is null)
            {
                item.Properties.Add(new PSNoteProperty(title, text));
            }
        }

        if (process.CpuPercent is not null && process.MemoryPercent is not null && process.User is not null)
        {
            item.TypeNames.Insert(0, "DockerPS.ContainerProcess#Usage");
        }
        else if (process.User is null || process.CpuTime is null)
        {
            item.TypeNames.Insert(0, "DockerPS.ContainerProcess#Columns");
        }

        return item;
    }
}
