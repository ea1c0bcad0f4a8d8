using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Completion;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Changes nodes of swarms: what they do with tasks, their role, their labels.</summary>
/// <remarks>
/// <para>Only what is given changes, on the node's data as it is now: where somebody else changes it meanwhile, the change is made again.
/// The twin of docker node update, docker node promote and docker node demote (POST /nodes/{id}/update).</para>
/// <para>Managers belong in odd numbers, and the swarm needs more than half of them. The last manager cannot become a worker.</para>
/// </remarks>
/// <example>
/// <title>Empty a node before work on it</title>
/// <code>Update-DockerNode node-3 -Availability Drain</code>
/// <para>Its tasks go to other nodes. -Availability Active lets tasks come again.</para>
/// </example>
/// <example>
/// <title>Promote and demote</title>
/// <code>Update-DockerNode node-2, node-3 -Role Manager; Update-DockerNode node-1 -Role Worker</code>
/// <para>The twins of docker node promote and docker node demote.</para>
/// </example>
/// <example>
/// <title>Labels for placing services</title>
/// <code>Get-DockerNode node-* | Update-DockerNode -AddLabel @{ zone = 'a'; disk = 'ssd' } -RemoveLabel old</code>
/// <para>A label that is there is set anew; one to remove that is not there is an error.</para>
/// </example>
/// <seealso cref="GetDockerNodeCommand"/>
/// <seealso cref="RemoveDockerNodeCommand"/>
[Cmdlet(VerbsData.Update, "DockerNode", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(DockerNodeSummary))]
public sealed class UpdateDockerNodeCommand : NodeTargetCmdlet
{
    private LabelChanges _labels = new(null, null);

    /// <summary>What the node does with tasks: Active takes them; Pause keeps those that it has and takes no new ones; Drain gives all to other nodes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AvailabilityCompleter))]
    public string? Availability { get; set; }

    /// <summary>What the node is to be: Manager or Worker.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeRoleCompleter))]
    public string? Role { get; set; }

    /// <summary>Labels to set: 'name=value', or a hashtable.</summary>
    [Parameter]
    [Alias("LabelAdd")]
    public object[]? AddLabel { get; set; }

    /// <summary>Labels to remove, by name.</summary>
    [Parameter]
    [Alias("LabelRm")]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveLabel { get; set; }

    /// <summary>Returns the nodes as they are then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many nodes are changed at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal override int? WorkLimit => ThrottleLimit;

    private protected override void OnBegin()
    {
        base.OnBegin();
        _labels = new LabelChanges(AddLabel, RemoveLabel);
        Availability = Availability is null ? null : NodeWords.Availability(Availability);
        Role = Role is null ? null : NodeWords.Role(Role);
        if (Availability is null && Role is null && _labels.IsEmpty)
        {
            throw new InvalidRequestException("NothingToUpdate", "There is nothing to change: give -Availability, -Role, -AddLabel or -RemoveLabel.");
        }
    }

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ActOnEachAsync(ResolveAsync(), Action(), noPrompt: false, UpdateAsync);

    private string Action() =>
        Role is null && _labels.IsEmpty ? $"Set node to {Availability}"
        : Availability is null && _labels.IsEmpty ? $"Make node a {Role}"
        : "Update node";

    private async Task UpdateAsync(ResolvedSwarmObject<DockerNode> node)
    {
        await ChangeAsync(token => node.Engine.Nodes.Update(node.Id).RunAsync(Change, token)).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteAsync(await node.Engine.Nodes.FindAsync(node.Id, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private bool Change(JsonObject node)
    {
        var spec = (JsonObject)node["Spec"]!;
        bool changes = !_labels.IsEmpty;
        changes |= Set(spec, nameof(Role), Role);
        changes |= Set(spec, nameof(Availability), Availability);
        _labels.ApplyTo(node);
        return changes;
    }

    /// <summary>Sets a word; false where it is so already.</summary>
    private static bool Set(JsonObject spec, string field, string? word)
    {
        if (word is null || (string?)spec[field] == word)
        {
            return false;
        }

        spec[field] = word;
        return true;
    }
}
