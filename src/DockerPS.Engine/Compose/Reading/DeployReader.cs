namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads deploy.</summary>
internal static class DeployReader
{
    private static readonly string[] s_orders = ["start-first", "stop-first"];

    /// <summary>Reads the mapping.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public static ComposeDeploy Read(ComposeFields fields) => new()
    {
        Mode = fields.Text("mode"),
        Replicas = fields.SmallInteger("replicas", 0),
        Labels = fields.Pairs("labels"),
        UpdateConfig = fields.Object("update_config", ReadUpdate),
        RollbackConfig = fields.Object("rollback_config", ReadUpdate),
        Resources = fields.Object("resources", static resources => new ComposeResources
        {
            Limits = resources.Object("limits", ReadLimits),
            Reservations = resources.Object("reservations", ReadReservations),
            Extensions = resources.Finish(),
        }),
        RestartPolicy = fields.Object("restart_policy", static policy => new ComposeRestartPolicy
        {
            Condition = policy.Text("condition"),
            Delay = policy.Duration("delay"),
            MaxAttempts = policy.Integer("max_attempts", 0),
            Window = policy.Duration("window"),
            Extensions = policy.Finish(),
        }),
        Placement = fields.Object("placement", static placement => new ComposePlacement
        {
            Constraints = placement.Texts("constraints", mayRepeat: true),
            Preferences = placement.List("preferences", "a list of mappings with spread", static (ComposeFields preference) =>
                new ComposePlacementPreference { Spread = preference.Text("spread"), Extensions = preference.Finish() }),
            MaxReplicasPerNode = placement.Integer("max_replicas_per_node", 0),
            Extensions = placement.Finish(),
        }),
        EndpointMode = fields.Text("endpoint_mode"),
        Extensions = fields.Finish(),
    };

    private static ComposeUpdateConfig ReadUpdate(ComposeFields fields) => new()
    {
        Parallelism = fields.Integer("parallelism", 0),
        Delay = fields.Duration("delay"),
        FailureAction = fields.Text("failure_action"),
        Monitor = fields.Duration("monitor"),
        MaxFailureRatio = fields.Number("max_failure_ratio"),
        Order = fields.Word("order", s_orders),
        Extensions = fields.Finish(),
    };

    private static ComposeResourceLimits ReadLimits(ComposeFields fields) => new()
    {
        Cpus = fields.Number("cpus", 0),
        Memory = fields.SizeText("memory"),
        Pids = fields.Integer("pids"),
        Extensions = fields.Finish(),
    };

    private static ComposeResourceReservations ReadReservations(ComposeFields fields) => new()
    {
        Cpus = fields.Number("cpus", 0),
        Memory = fields.SizeText("memory"),
        GenericResources = fields.List("generic_resources", "a list of mappings with discrete_resource_spec", ReadGeneric),
        Devices = fields.List("devices", "a list of mappings with capabilities", static (ComposeFields request) => DeviceReader.ReadRequest(request, needsCapabilities: true)),
        Extensions = fields.Finish(),
    };

    private static ComposeGenericResource ReadGeneric(ComposeFields fields)
    {
        ComposeFields spec = fields.Reading.Fields(fields.Need("discrete_resource_spec"));
        return new ComposeGenericResource
        {
            Kind = spec.NeedText("kind"),
            Value = spec.Integer("value") ?? (spec.Node.Lookup("value") is null ? throw spec.Node.Wrong("the key \"value\" is missing", "value: how many") : 0),
            Extensions = Both(spec.Finish(), fields.Finish()),
        };
    }

    private static ComposeExtensions Both(ComposeExtensions first, ComposeExtensions second)
    {
        foreach ((string name, object? value) in second)
        {
            first[name] = value;
        }

        return first;
    }
}
