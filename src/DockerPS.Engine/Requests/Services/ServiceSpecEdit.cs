using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Services;

/// <summary>What is to be different in the spec of a service. Null and empty leave a field as it is. A pure function from one raw spec to
/// another, so that it can be done again on fresh data: fields that are not known here survive, and nothing is read from anywhere else.
/// A new service is the change of <see cref="NewSpec"/>.</summary>
internal sealed partial record ServiceSpecEdit
{
    /// <summary>True for a new service: what the user wrote keeps its order, which a changed list loses (docker sorts it).</summary>
    public bool IsNew { get; init; }

    /// <summary>Fields by the engine's own names, laid under the others.</summary>
    public JsonObject? Fields { get; init; }

    /// <summary>The service's labels, and names of those that go.</summary>
    public ListChange<string, string> Labels { get; init; } = ListChange<string, string>.None;

    /// <summary>Tasks of a replicated service.</summary>
    public long? Replicas { get; init; }

    /// <summary>Tasks of a job at once.</summary>
    public long? MaximumConcurrent { get; init; }

    /// <summary>vip or dnsrr.</summary>
    public string? EndpointMode { get; init; }

    /// <summary>Ports that are published, and those that no longer are.</summary>
    public ListChange<ServicePortSpec, ServicePortSpec> Ports { get; init; } = ListChange<ServicePortSpec, ServicePortSpec>.None;

    public ServicePolicyChange UpdatePolicy { get; init; } = new();

    public ServicePolicyChange RollbackPolicy { get; init; } = new();

    /// <summary>The spec that a new service begins with: what the docker CLI always says.</summary>
    /// <param name="name">Its name; null lets the engine make one up.</param>
    /// <param name="mode">Its mode, as <see cref="ServiceModeSpec"/> has it.</param>
    public static JsonObject NewSpec(string? name, JsonObject mode)
    {
        var spec = new JsonObject();
        SpecJson.Set(spec, "Name", name);
        spec[nameof(Labels)] = new JsonObject();
        spec[TaskField] = new JsonObject
        {
            [ContainerField] = new JsonObject { [nameof(Init)] = false, ["DNSConfig"] = new JsonObject() },
            ["Resources"] = new JsonObject { ["Limits"] = new JsonObject(), ["Reservations"] = new JsonObject() },
            ["Placement"] = new JsonObject(),
        };
        spec["Mode"] = mode;
        spec["EndpointSpec"] = new JsonObject { ["Mode"] = "vip" };
        return spec;
    }

    /// <summary>The changed spec; the given one stays as it is.</summary>
    /// <param name="spec">The spec as the engine has it, or <see cref="NewSpec"/>.</param>
    /// <param name="missing">Takes what was to be removed and is not there: 'label stage'.</param>
    /// <exception cref="InvalidRequestException">The change makes no sense for this service.</exception>
    public JsonObject ApplyTo(JsonObject spec, List<string>? missing = null)
    {
        var edited = (JsonObject)spec.DeepClone();
        List<string> notFound = missing ?? [];
        if (Fields is not null)
        {
            if (JsonValues.Field(Fields, "Mode") is not null)
            {
                // A service has one mode: the field of another is not left beside it.
                edited.Remove("Mode");
            }

            JsonValues.Merge(edited, Fields);
        }

        JsonObject task = SpecJson.Child(edited, TaskField);
        // Tasks of plugins and of network attachments have no containers, and must not be given any.
        bool hasContainer = task[ContainerField] is JsonObject;
        JsonObject container = SpecJson.Child(task, ContainerField);
        ChangeTable(edited, "Labels", Labels, "label", notFound);
        ChangeContainer(container, notFound);
        ChangeFiles(container, notFound);
        if (!hasContainer && container.Count == 0)
        {
            task.Remove(ContainerField);
        }

        ChangeTask(task, notFound);
        ChangeNetworks(edited, task, notFound);
        if (Replicas is not null || MaximumConcurrent is not null)
        {
            ServiceModeSpec.Change(SpecJson.Child(edited, "Mode"), Replicas, MaximumConcurrent);
        }

        UpdatePolicy.ApplyTo(edited, "UpdateConfig");
        RollbackPolicy.ApplyTo(edited, "RollbackConfig");
        ChangeEndpoint(edited, notFound);
        return edited;
    }

    private void ChangeEndpoint(JsonObject spec, List<string> missing)
    {
        if (EndpointMode is not null)
        {
            SpecJson.Child(spec, "EndpointSpec")["Mode"] = EndpointMode;
        }

        if (Ports.IsEmpty)
        {
            return;
        }

        JsonObject endpoint = SpecJson.Child(spec, "EndpointSpec");
        List<JsonObject> before = SpecJson.Objects(endpoint, "Ports");
        missing.AddRange(Ports.Removed.Where(port => !before.Exists(port.Matches)).Select(static port => $"published port {port}"));
        IEnumerable<JsonObject> ports = before
            .Where(port => !Ports.Removed.Any(gone => gone.Matches(port)))
            .Concat(Ports.Added.Select(static port => port.ToJson()))
            .DistinctBy(ServicePortSpec.KeyOf, StringComparer.Ordinal);
        SpecJson.SetObjects(endpoint, "Ports", [.. IsNew ? ports : ports.OrderBy(ServicePortSpec.KeyOf, StringComparer.Ordinal)]);
    }

    /// <summary>Changes a table of texts: names go first, then pairs come.</summary>
    private static void ChangeTable(JsonObject owner, string field, ListChange<string, string> change, string what, List<string> missing)
    {
        if (change.IsEmpty)
        {
            return;
        }

        JsonObject table = SpecJson.Child(owner, field);
        foreach (string name in change.Removed)
        {
            // docker takes the name alone from name=value.
            string bare = RequestText.Cut(name, '=').Before;
            if (!table.Remove(bare))
            {
                missing.Add($"{what} {bare}");
            }
        }

        foreach (string pair in change.Added)
        {
            (string name, string? value) = RequestText.Cut(pair, '=');
            table[name] = value ?? "";
        }
    }

    /// <summary>A list of texts with what comes and without what goes; sorted, where it is a changed one.</summary>
    private IReadOnlyList<string> Changed(JsonObject owner, string field, ListChange<string, string> change, string what, List<string> missing)
    {
        List<string> all = [.. SpecJson.Texts(owner, field), .. change.Added];
        missing.AddRange(change.Removed.Where(text => !all.Exists(item => IsSame(item, text))).Select(text => $"{what} {text}"));
        IEnumerable<string> left = all.Where(text => !change.Removed.Any(gone => IsSame(gone, text)));
        return [.. IsNew ? left : left.Order(StringComparer.Ordinal)];
    }

    /// <summary>A constraint may have been written with blanks around its operator; nothing else here has any.</summary>
    private static bool IsSame(string left, string right) =>
        left.Replace(" ", "", StringComparison.Ordinal).Equals(right.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
}
