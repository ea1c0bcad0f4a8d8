using DockerPS.Engine.Compose;
using DockerPS.Engine.Requests.Services;

namespace DockerPS.Engine.Requests.Stacks;

/// <summary>Which keys of a compose file need a newer API than the oldest one. An older engine would drop them in silence, a volume would be mounted
/// whole, and every deployment after that would find the service to be different.</summary>
internal static class StackRequirements
{
    /// <summary>enable_ipv4: false; before, a network has IPv4 in any case.</summary>
    private static readonly ApiVersion s_ipv4Switch = new(1, 48);

    private static readonly (string Key, ApiVersion Needed, Func<ComposeService, bool> IsGiven)[] s_serviceKeys =
    [
        ("cap_add", ServiceApiVersions.Capabilities, static service => service.CapAdd.Count > 0),
        ("cap_drop", ServiceApiVersions.Capabilities, static service => service.CapDrop.Count > 0),
        ("deploy.mode", ServiceApiVersions.Jobs, static service => service.Deploy?.Mode is { } mode && ServiceModeSpec.IsJob(mode)),
        ("deploy.resources.limits.pids", ServiceApiVersions.PidsLimit, static service => service.Deploy?.Resources?.Limits?.Pids is not (null or 0)),
        ("healthcheck.start_interval", ServiceApiVersions.HealthStartInterval,
            static service => service.Healthcheck is { StartInterval: { } interval, Disable: not true } && interval != TimeSpan.Zero),
        ("oom_score_adj", ServiceApiVersions.OomScoreAdjustment, static service => service.OomScoreAdjustment is not (null or 0)),
        ("ulimits", ServiceApiVersions.Ulimits, static service => service.Ulimits.Count > 0),
    ];

    private static readonly (string Key, ApiVersion Needed, Func<ComposeVolumeMount, bool> IsGiven)[] s_mountKeys =
    [
        ("type", ServiceApiVersions.ClusterMounts, static mount => mount.Type == "cluster"),
        ("type", ServiceApiVersions.ImageMounts, static mount => mount.Type == "image"),
        ("bind.recursive", ServiceApiVersions.ReadOnlyRecursion, static mount => mount.Bind?.Recursive is "writable" or "readonly"),
        ("volume.subpath", ServiceApiVersions.VolumeSubpath, static mount => mount.Volume?.Subpath is { Length: > 0 }),
    ];

    /// <summary>What the active services and the networks that they are in need, each by the key of the file.</summary>
    public static IReadOnlyList<ApiRequirement> Of(ComposeProject project)
    {
        List<ApiRequirement> requirements = [];
        foreach (ComposeService service in project.Services)
        {
            string path = ComposePosition.Under("services", service.Name);
            requirements.AddRange(s_serviceKeys.Where(key => key.IsGiven(service)).Select(key => new ApiRequirement(key.Needed, $"{path}.{key.Key}")));
            for (int i = 0; i < service.Volumes.Count; i++)
            {
                ComposeVolumeMount mount = service.Volumes[i];
                string at = ComposePosition.Under(ComposePosition.Under(path, "volumes"), i);
                requirements.AddRange(s_mountKeys.Where(key => key.IsGiven(mount)).Select(key => new ApiRequirement(key.Needed, $"{at}.{key.Key}")));
            }
        }

        requirements.AddRange(project.Networks
            .Where(network => !network.External && network.EnableIPv4 == false && project.Services.Any(service => IsIn(service, network.Key)))
            .Select(static network => new ApiRequirement(s_ipv4Switch, $"{ComposePosition.Under("networks", network.Key)}.enable_ipv4")));
        return requirements;
    }

    private static bool IsIn(ComposeService service, string network) =>
        service.Networks.Count == 0 ? network == StackNames.DefaultNetwork : service.Networks.Contains(network);
}
