using System.Text.Json.Nodes;
using DockerPS.Engine.Api;
using DockerPS.Engine.Requests.Services;
using DockerPS.Engine.Requests.Stacks;

namespace DockerPS.Hosting;

/// <summary>Finds out what a deployment has to do, and changes nothing.</summary>
internal sealed class StackPlanner(EngineApi engine, StackSpec stack, StackOptions options, CancellationToken cancellationToken)
{
    private const string DataField = "Data";

    /// <summary>The steps in the order in which they are done: services that go, networks, secrets, configs, services.</summary>
    /// <exception cref="DockerException">The file asks for what is not there or cannot be.</exception>
    public async Task<IReadOnlyList<StackStep>> PlanAsync(StackSwarm swarm)
    {
        swarm.CheckExternal(engine, stack);
        List<StackStep> steps = [];
        if (options.Prune)
        {
            HashSet<string> kept = [.. stack.Project.Services.Select(service => StackNames.Scope(stack.Name, service.Name))];
            steps.AddRange(swarm.Parts.Services
                .Where(service => !kept.Contains(service.Name))
                .OrderBy(static service => service.Name, StringComparer.Ordinal)
                .Select(static service => new StackStep(ResourceKind.Service, service.Name, service.Id, DockerStackAction.Remove)));
        }

        steps.AddRange(stack.Networks.Where(static network => network.Body is not null).Select(network => PlanNetwork(swarm, network)));
        steps.AddRange(await PlanFilesAsync(ResourceKind.Secret, stack.Secrets, swarm.Secrets).ConfigureAwait(false));
        steps.AddRange(await PlanFilesAsync(ResourceKind.Config, stack.Configs, swarm.Configs).ConfigureAwait(false));
        StackReferences references = swarm.References;
        steps.AddRange(await Task.WhenAll(stack.Project.Services.Select(service => PlanServiceAsync(swarm, service, references))).ConfigureAwait(false));
        return steps;
    }

    /// <summary>The spec that a service is to have.</summary>
    /// <param name="service">The service.</param>
    /// <param name="now">The spec that it has; null where it is not there.</param>
    /// <param name="references">The ids of what it names.</param>
    public async Task<JsonObject> SpecAsync(ComposeService service, JsonObject? now, StackReferences references)
    {
        JsonObject spec = StackService.SpecOf(stack.Name, stack.Project, service, references);
        var task = (JsonObject)spec["TaskTemplate"]!;
        var container = (JsonObject)task["ContainerSpec"]!;
        var placement = (JsonObject)task["Placement"]!;
        string image = service.Image!;
        string taggedImage = ServiceImage.Tagged(image);
        var taskNow = now?["TaskTemplate"] as JsonObject;
        string imageNow = SpecJson.Text(taskNow?["ContainerSpec"] as JsonObject ?? [], "Image");
        bool isNamedAlike = now is not null && SpecJson.Text(now["Labels"] as JsonObject ?? [], StackNames.ImageLabel) == image;
        if (isNamedAlike && options.ResolveImage != DockerImageResolution.Always)
        {
            Keep();
        }
        else if (options.ResolveImage == DockerImageResolution.Never)
        {
            container["Image"] = taggedImage;
        }
        else
        {
            (string resolved, JsonArray? platforms) = await options.Images.ResolveAsync(engine, image).ConfigureAwait(false);
            if (platforms is null && isNamedAlike && imageNow.StartsWith(taggedImage + "@", StringComparison.Ordinal))
            {
                // A registry that is down is no reason to give up the digest that is known.
                Keep();
            }
            else
            {
                container["Image"] = resolved;
                SpecJson.Set(placement, "Platforms", platforms?.DeepClone());
            }
        }

        if (taskNow is not null)
        {
            task["ForceUpdate"] = SpecJson.Number(taskNow, "ForceUpdate");
        }

        return spec;

        void Keep()
        {
            container["Image"] = imageNow;
            SpecJson.Set(placement, "Platforms", taskNow?["Placement"]?["Platforms"]?.DeepClone());
        }
    }

    private static StackStep PlanNetwork(StackSwarm swarm, StackNetwork network)
    {
        if (swarm.Parts.Networks.FirstOrDefault(found => found.Name == network.Name) is not { } part)
        {
            return new StackStep(ResourceKind.Network, network.Name, "", DockerStackAction.Create) { Body = network.Body };
        }

        IReadOnlyList<string> differences = network.DifferencesFrom(part.Json);
        return new StackStep(ResourceKind.Network, network.Name, part.Id, DockerStackAction.None)
        {
            Warning = differences.Count == 0 ? null
                : $"is not as the file has it ({string.Join(", ", differences)}), and is left so, since a network cannot be changed. Remove the stack first, or give the network another name.",
        };
    }

    private async Task<IReadOnlyList<StackStep>> PlanFilesAsync(ResourceKind kind, IReadOnlyList<StackFile> files, IReadOnlyList<StackPart> found)
    {
        List<StackStep> steps = [];
        foreach (StackFile file in files.Where(static file => file.Spec is not null))
        {
            ReadOnlyMemory<byte>? data = file.IsOfDriver ? null : await StackFileData.ReadAsync(file.Source, stack.Project, cancellationToken).ConfigureAwait(false);
            if (found.FirstOrDefault(part => part.Name == file.Name) is not { } part)
            {
                steps.Add(new StackStep(kind, file.Name, "", DockerStackAction.Create) { File = file, Data = data });
                continue;
            }

            List<DockerStackFieldChange> changes = [.. LabelChanges(part.Labels, (JsonObject)file.Spec!["Labels"]!)];
            if (data is { } bytes && await HasOtherDataAsync(part, bytes).ConfigureAwait(false))
            {
                changes.Add(new DockerStackFieldChange(DataField, null, null));
            }

            steps.Add(new StackStep(kind, file.Name, part.Id, changes.Count > 0 ? DockerStackAction.Update : DockerStackAction.None) { File = file, Changes = changes });
        }

        return steps;
    }

    /// <summary>True for a secret or config that would have to get other data, which a swarm does not let it have.</summary>
    public static bool HasOtherData(StackStep step) => step.Changes.Any(static change => change.Field == DataField);

    private async Task<bool> HasOtherDataAsync(StackPart part, ReadOnlyMemory<byte> data) => part.Kind == ResourceKind.Config
        ? !Convert.FromBase64String(SpecJson.Text(part.Spec, DataField)).AsSpan().SequenceEqual(data.Span)
        : await engine.Stacks.HasOtherDataAsync(part, data, cancellationToken).ConfigureAwait(false);

    private static IEnumerable<DockerStackFieldChange> LabelChanges(JsonObject now, JsonObject desired) =>
        now.Select(static pair => pair.Key).Union(desired.Select(static pair => pair.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(name => (string?)now[name] != (string?)desired[name])
            .Select(name => new DockerStackFieldChange($"Labels.{name}", (string?)now[name], (string?)desired[name]));

    private async Task<StackStep> PlanServiceAsync(StackSwarm swarm, ComposeService service, StackReferences references)
    {
        string name = StackNames.Scope(stack.Name, service.Name);
        StackPart? part = swarm.Parts.Services.FirstOrDefault(found => found.Name == name);
        if (part is null)
        {
            return new StackStep(ResourceKind.Service, name, "", DockerStackAction.Create) { Service = service };
        }

        IReadOnlyList<DockerStackFieldChange> changes = SpecDifferences.Of(part.Spec, await SpecAsync(service, part.Spec, references).ConfigureAwait(false));
        return new StackStep(ResourceKind.Service, name, part.Id, changes.Count > 0 ? DockerStackAction.Update : DockerStackAction.None)
        {
            Service = service,
            Changes = changes,
        };
    }
}
