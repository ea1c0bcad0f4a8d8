using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Services;

internal sealed partial record ServiceSpecEdit
{
    private const string TaskField = "TaskTemplate";

    // What the engine itself takes where there is no policy (swarmkit's defaults), as the docker CLI writes it out.
    private static readonly TimeSpan s_restartDelay = TimeSpan.FromSeconds(5);

    /// <summary>Billionths of a processor that a task may use.</summary>
    public long? LimitNanoCpus { get; init; }

    /// <summary>Bytes that a task may use.</summary>
    public long? LimitMemory { get; init; }

    /// <summary>Processes that a task may have; 0 is without limit.</summary>
    public long? LimitPids { get; init; }

    /// <summary>Billionths of a processor that a node must have left for a task.</summary>
    public long? ReserveNanoCpus { get; init; }

    /// <summary>Bytes that a node must have left for a task.</summary>
    public long? ReserveMemory { get; init; }

    /// <summary>Bytes of swap; -1 is without limit.</summary>
    public long? MemorySwap { get; init; }

    /// <summary>0 to 100; -1 is the node's own setting.</summary>
    public long? MemorySwappiness { get; init; }

    /// <summary>What a task needs of what nodes say that they have, and kinds of those that go.</summary>
    public ListChange<GenericResourceSpec, string> GenericResources { get; init; } = ListChange<GenericResourceSpec, string>.None;

    /// <summary>none, on-failure or any.</summary>
    public string? RestartCondition { get; init; }

    public TimeSpan? RestartDelay { get; init; }

    public long? RestartMaximumAttempts { get; init; }

    public TimeSpan? RestartWindow { get; init; }

    /// <summary>Constraints.</summary>
    public ListChange<string, string> Constraints { get; init; } = ListChange<string, string>.None;

    /// <summary>What tasks are spread over.</summary>
    public ListChange<string, string> Preferences { get; init; } = ListChange<string, string>.None;

    /// <summary>Tasks on one node at most; 0 is without limit.</summary>
    public long? ReplicaMaximumPerNode { get; init; }

    /// <summary>The platforms that the image is for, as Placement.Platforms.</summary>
    public JsonArray? Platforms { get; init; }

    /// <summary>Networks as they stand in the spec, and ids of those that go.</summary>
    public ListChange<JsonObject, string> Networks { get; init; } = ListChange<JsonObject, string>.None;

    public string? LogDriver { get; init; }

    /// <summary>Options of the log driver; they take the place of all that there are.</summary>
    public JsonObject? LogOptions { get; init; }

    /// <summary>True replaces the tasks also where nothing else has changed.</summary>
    public bool Force { get; init; }

    private void ChangeTask(JsonObject task, List<string> missing)
    {
        ChangeResources(task, missing);
        ChangeRestart(task);
        ChangePlacement(task, missing);
        ChangeLog(task);
        if (Force)
        {
            task["ForceUpdate"] = SpecJson.Number(task, "ForceUpdate") + 1;
        }
    }

    private void ChangeResources(JsonObject task, List<string> missing)
    {
        if (LimitNanoCpus is not null || LimitMemory is not null || LimitPids is not null)
        {
            JsonObject limits = SpecJson.Child(SpecJson.Child(task, "Resources"), "Limits");
            SpecJson.Set(limits, "NanoCPUs", LimitNanoCpus);
            SpecJson.Set(limits, "MemoryBytes", LimitMemory);
            SpecJson.Set(limits, "Pids", LimitPids);
        }

        if (ReserveNanoCpus is not null || ReserveMemory is not null || !GenericResources.IsEmpty)
        {
            JsonObject reservations = SpecJson.Child(SpecJson.Child(task, "Resources"), "Reservations");
            SpecJson.Set(reservations, "NanoCPUs", ReserveNanoCpus);
            SpecJson.Set(reservations, "MemoryBytes", ReserveMemory);
            ChangeGenericResources(reservations, missing);
        }

        if (MemorySwap is not null || MemorySwappiness is not null)
        {
            JsonObject resources = SpecJson.Child(task, "Resources");
            SpecJson.Set(resources, "SwapBytes", MemorySwap);
            SpecJson.Set(resources, nameof(MemorySwappiness), MemorySwappiness);
        }
    }

    private void ChangeGenericResources(JsonObject reservations, List<string> missing)
    {
        if (GenericResources.IsEmpty)
        {
            return;
        }

        List<JsonObject> resources = SpecJson.Objects(reservations, nameof(GenericResources));
        foreach (GenericResourceSpec resource in GenericResources.Added)
        {
            int place = resources.FindIndex(item => GenericResourceSpec.KindOf(item) == resource.Kind);
            if (place < 0)
            {
                resources.Add(resource.ToJson());
            }
            else
            {
                resources[place] = resource.ToJson();
            }
        }

        foreach (string kind in GenericResources.Removed)
        {
            if (resources.RemoveAll(item => GenericResourceSpec.KindOf(item) == RequestText.Cut(kind, '=').Before) == 0)
            {
                missing.Add($"generic resource {kind}");
            }
        }

        SpecJson.SetObjects(reservations, nameof(GenericResources), resources);
    }

    private void ChangeRestart(JsonObject task)
    {
        if (RestartCondition is null && RestartDelay is null && RestartMaximumAttempts is null && RestartWindow is null)
        {
            return;
        }

        if (task["RestartPolicy"] is not JsonObject policy)
        {
            task["RestartPolicy"] = policy = new JsonObject
            {
                ["Condition"] = "any",
                ["Delay"] = JsonValues.Nanoseconds(s_restartDelay),
                ["MaxAttempts"] = 0,
            };
        }

        SpecJson.Set(policy, "Condition", RestartCondition);
        SpecJson.Set(policy, "Delay", SpecJson.Time(RestartDelay));
        SpecJson.Set(policy, "MaxAttempts", RestartMaximumAttempts);
        SpecJson.Set(policy, "Window", SpecJson.Time(RestartWindow));
    }

    private void ChangePlacement(JsonObject task, List<string> missing)
    {
        if (!Constraints.IsEmpty)
        {
            JsonObject placement = SpecJson.Child(task, "Placement");
            SpecJson.SetTexts(placement, nameof(Constraints), Changed(placement, nameof(Constraints), Constraints, "constraint", missing));
        }

        if (!Preferences.IsEmpty)
        {
            JsonObject placement = SpecJson.Child(task, "Placement");
            List<JsonObject> preferences = SpecJson.Objects(placement, nameof(Preferences));
            foreach (string descriptor in Preferences.Removed)
            {
                if (preferences.RemoveAll(item => PlacementSpec.DescriptorOf(item) == descriptor) == 0)
                {
                    missing.Add($"placement preference spread={descriptor}");
                }
            }

            SpecJson.SetObjects(placement, nameof(Preferences), [.. preferences, .. Preferences.Added.Select(PlacementSpec.ToJson)]);
        }

        if (ReplicaMaximumPerNode is not null)
        {
            SpecJson.Child(task, "Placement")["MaxReplicas"] = ReplicaMaximumPerNode;
        }

        if (Platforms is { Count: > 0 })
        {
            SpecJson.Child(task, "Placement")[nameof(Platforms)] = Platforms.DeepClone();
        }
    }

    private void ChangeNetworks(JsonObject spec, JsonObject task, List<string> missing)
    {
        if (Networks.IsEmpty)
        {
            return;
        }

        // Old services have their networks beside the task; they move, as docker moves them.
        List<JsonObject> networks = SpecJson.Objects(task, nameof(Networks)) is { Count: > 0 } own ? own : SpecJson.Objects(spec, nameof(Networks));
        spec.Remove(nameof(Networks));
        foreach (string id in Networks.Removed)
        {
            if (networks.RemoveAll(network => NetworkOf(network) == id) == 0)
            {
                missing.Add($"network {id}");
            }
        }

        foreach (JsonObject network in Networks.Added)
        {
            if (networks.Exists(other => NetworkOf(other) == NetworkOf(network)))
            {
                throw new InvalidRequestException("NetworkAttached", $"The service is in the network {NetworkOf(network)} already.")
                {
                    Advice = "To change its aliases or options, remove and add it in one call: -RemoveNetwork name -AddNetwork @{ Name = 'name'; Alias = ... }.",
                };
            }

            networks.Add(network);
        }

        SpecJson.SetObjects(task, nameof(Networks), [.. networks.OrderBy(NetworkOf, StringComparer.Ordinal)]);
    }

    private void ChangeLog(JsonObject task)
    {
        if (string.IsNullOrEmpty(LogDriver) && LogOptions is null)
        {
            return;
        }

        string driver = LogDriver is { Length: > 0 } ? LogDriver
            : task[nameof(LogDriver)] is JsonObject known && SpecJson.Text(known, "Name") is { Length: > 0 } name ? name
            : throw new InvalidRequestException("OptionConflict", "-LogOption needs -LogDriver beside it: the service has no log driver of its own.");
        var log = new JsonObject { ["Name"] = driver };
        SpecJson.Set(log, "Options", LogOptions?.DeepClone());
        task[nameof(LogDriver)] = log;
    }

    private static string NetworkOf(JsonObject network) => SpecJson.Text(network, "Target");
}
