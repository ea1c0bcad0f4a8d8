using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Changes how many replicas services have.</summary>
/// <remarks>
/// <para>The swarm starts or stops tasks, and the command waits until all run and have done so for a while, with their progress by task.
/// Of a replicated job it changes how many tasks must end well. A global service has one task a node and is refused.
/// The twin of docker service scale (POST /services/{id}/update).</para>
/// <para>Each service by itself: web=3, or a hashtable. Several services are changed and waited for side by side.
/// Stopping the command leaves the swarm at it. With -Detach the command does not wait.</para>
/// <para>Returns nothing unless -PassThru is given.</para>
/// </remarks>
/// <example>
/// <title>Give a service five replicas</title>
/// <code>Resize-DockerService web 5</code>
/// <para>Waits until five tasks of web run.</para>
/// </example>
/// <example>
/// <title>Several services, each its own number</title>
/// <code>Resize-DockerService @{ web = 3; api = 2 }; Scale-DockerService web=3, api=2</code>
/// <para>Both lines do the same; the second is written as docker service scale has it.</para>
/// </example>
/// <example>
/// <title>Stop everything of a stack</title>
/// <code>Get-DockerService -Stack shop -Mode replicated | Resize-DockerService 0 -Detach</code>
/// <para>The services stay, without tasks; does not wait for that.</para>
/// </example>
/// <seealso cref="WaitDockerServiceCommand"/>
[Cmdlet(VerbsCommon.Resize, "DockerService", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[Alias("Scale-DockerService")]
[OutputType(typeof(DockerServiceSummary))]
public sealed class ResizeDockerServiceCommand : ServiceChangeCmdlet
{
    internal const string PipedSet = "Piped";

    /// <summary>The services, by name, full id or unique id prefix. Wildcards match names. Each may have its number behind it, web=3,
    /// also as a hashtable: @{ web = 3; api = 2 }.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ServiceScaleTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>The services, as objects of Get-DockerService and other cmdlets. Each goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerService))]
    public override DockerService[]? InputObject { get; set; }

    /// <summary>The services that are piped in, as objects of Get-DockerService and other cmdlets. Each goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipedSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerService))]
    public DockerService[]? ServiceObject { get; set; }

    /// <summary>How many replicas each service is to have; of a replicated job, how many tasks must end well.</summary>
    [Parameter(Position = 1, ParameterSetName = NameSet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = InputObjectSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PipedSet)]
    [Parameter(Mandatory = true, ParameterSetName = IdSet)]
    [Alias("Replicas")]
    [ValidateRange(0, int.MaxValue)]
    public int? Replica { get; set; }

    /// <summary>The engines to use, managers of the swarm, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside an id it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PipedSet)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        if (Name is null)
        {
            // A number that stands first is that of the services that are piped in, which therefore have a parameter of their own.
            await ResizeAsync(ServiceObject is null ? ResolveAsync() : ResolveAsync(ServiceObject), Replica.GetValueOrDefault()).ConfigureAwait(false);
            return;
        }

        // What is wrong with one of several is told before anything is done.
        foreach ((string name, int replicas) in Name.Select(ReadScale).ToArray())
        {
            await ResizeAsync(WidenedSwarmObjects.OfAsync<DockerServiceSummary, DockerService>(ResolveNamesAsync(Resolver, [name])), replicas).ConfigureAwait(false);
        }
    }

    private Task ResizeAsync(IAsyncEnumerable<ResolvedSwarmObject<DockerService>> services, int replicas) => ActOnEachAsync(
        services,
        string.Create(CultureInfo.InvariantCulture, $"Resize service to {replicas} {(replicas == 1 ? "replica" : "replicas")}"),
        noPrompt: false,
        service => ActAsync(service, replicas));

    private (string Name, int Replicas) ReadScale(string text)
    {
        int equals = text.LastIndexOf('=');
        if (equals < 0)
        {
            return (text, Replica ?? throw new InvalidRequestException("NoReplicas", $"How many replicas is '{text}' to have?")
            {
                Advice = $"Give the number: Resize-DockerService {text} 3.",
            });
        }

        return Replica is null && int.TryParse(text.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int replicas)
            ? (text[..equals], replicas)
            : throw new InvalidRequestException("BadParameter", Replica is null
                ? $"'{text}': behind = stands the number of replicas, 0 or more."
                : $"'{text}' has its number already: leave -Replica out.");
    }

    private async Task ActAsync(ResolvedSwarmObject<DockerService> service, int replicas)
    {
        bool changed = false;
        JsonObject? answer = await ChangeAsync(token => service.Engine.Services.Update(service.Id).RunAsync(
            item => changed = TrySetReplicas(item, service.Name, replicas), token)).ConfigureAwait(false);
        await WarnAsync(service.Name, ServiceApi.WarningsOf(answer)).ConfigureAwait(false);
        if (!changed)
        {
            await VerboseAsync($"{service.Name}: has that number already, nothing was sent").ConfigureAwait(false);
        }

        await FinishAsync(service, changed ? ConvergenceGoal.Change : ConvergenceGoal.Watch).ConfigureAwait(false);
    }

    /// <summary>Sets the number in the service's own JSON. False where it is that already, of a job too: sent again, a job would run again.</summary>
    private static bool TrySetReplicas(JsonObject service, string name, int replicas)
    {
        JsonNode? mode = service["Spec"]?["Mode"];
        (JsonObject? part, string field) = mode?["Replicated"] is JsonObject replicated ? (replicated, "Replicas") : (mode?["ReplicatedJob"] as JsonObject, "TotalCompletions");
        if (part is null)
        {
            throw new InvalidRequestException("ServiceNotReplicated", $"Service '{name}' is global: it has one task on each node that fits, and no number of replicas.")
            {
                Advice = "Where it runs is a matter of its constraints: Update-DockerService -AddConstraint.",
            };
        }

        if (part[field] is JsonValue present && present.TryGetValue(out long number) && number == replicas)
        {
            return false;
        }

        part[field] = replicas;
        return true;
    }
}
