namespace DockerPS.Engine.Compose.Writing;

/// <summary>Writes deploy in its canonical form.</summary>
internal static class DeployWriter
{
    /// <summary>Adds the keys of deploy.</summary>
    /// <param name="to">What they are added to.</param>
    /// <param name="deploy">Its parts.</param>
    /// <param name="scale">The service's scale, which stands for the replicas where those are not given.</param>
    public static void Write(MappingBuilder to, ComposeDeploy deploy, int? scale)
    {
        to.Text("mode", deploy.Mode);
        to.Number("replicas", deploy.Replicas ?? scale);
        to.Pairs("labels", deploy.Labels);
        to.Object("update_config", deploy.UpdateConfig, WriteUpdate);
        to.Object("rollback_config", deploy.RollbackConfig, WriteUpdate);
        to.ObjectNotEmpty("resources", deploy.Resources, static (resources, value) =>
        {
            resources.Object("limits", value.Limits, static (limits, parts) =>
            {
                limits.FractionNotZero("cpus", parts.Cpus);
                limits.Size("memory", parts.Memory);
                limits.NumberNotZero("pids", parts.Pids);
                limits.Extensions(parts);
            });
            resources.Object("reservations", value.Reservations, WriteReservations);
            resources.Extensions(value);
        });
        to.Object("restart_policy", deploy.RestartPolicy, static (policy, value) =>
        {
            policy.Text("condition", value.Condition);
            policy.Duration("delay", value.Delay);
            policy.Number("max_attempts", value.MaxAttempts);
            policy.Duration("window", value.Window);
            policy.Extensions(value);
        });
        to.ObjectNotEmpty("placement", deploy.Placement, static (placement, value) =>
        {
            placement.Texts("constraints", value.Constraints);
            placement.List("preferences", value.Preferences, preference => placement.Item(preference, static (entry, part) =>
            {
                entry.Text("spread", part.Spread);
                entry.Extensions(part);
            }));
            placement.NumberNotZero("max_replicas_per_node", value.MaxReplicasPerNode);
            placement.Extensions(value);
        });
        to.Text("endpoint_mode", deploy.EndpointMode);
        to.Extensions(deploy);
    }

    /// <summary>Adds the keys of a request for devices.</summary>
    public static void WriteRequest(MappingBuilder to, ComposeDeviceRequest request)
    {
        to.Texts("capabilities", request.Capabilities);
        to.Text("driver", request.Driver);
        to.NumberNotZero("count", request.Count);
        to.Texts("device_ids", request.DeviceIds);
        to.Pairs("options", request.Options);
        to.Extensions(request);
    }

    private static void WriteUpdate(MappingBuilder to, ComposeUpdateConfig config)
    {
        to.Number("parallelism", config.Parallelism);
        to.DurationNotZero("delay", config.Delay);
        to.Text("failure_action", config.FailureAction);
        to.DurationNotZero("monitor", config.Monitor);
        to.FractionNotZero("max_failure_ratio", config.MaxFailureRatio);
        to.Text("order", config.Order);
        to.Extensions(config);
    }

    private static void WriteReservations(MappingBuilder to, ComposeResourceReservations reservations)
    {
        to.FractionNotZero("cpus", reservations.Cpus);
        to.Size("memory", reservations.Memory);
        to.List("devices", reservations.Devices, request => to.Item(request, WriteRequest));
        to.List("generic_resources", reservations.GenericResources, resource => to.Item(resource, static (entry, value) =>
            entry.Object("discrete_resource_spec", value, static (spec, parts) =>
            {
                spec.Text("kind", parts.Kind);
                spec.Number("value", parts.Value);
                spec.Extensions(parts);
            })));
        to.Extensions(reservations);
    }
}
