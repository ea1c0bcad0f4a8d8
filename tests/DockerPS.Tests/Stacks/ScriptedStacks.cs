using DockerPS.Tests.Support;

namespace DockerPS.Tests.Stacks;

/// <summary>A manager of a swarm with nothing in it but what a test adds, on a scripted server.</summary>
internal sealed class ScriptedStacks : ScriptedRoutes<ScriptedStacks>
{
    public ScriptedStacks(string apiVersion = "1.50")
        : base(apiVersion)
    {
    }

    /// <summary>Everything that was not said otherwise is not there.</summary>
    public ScriptedStacks Empty()
    {
        foreach (string kind in new[] { "services", "networks", "secrets", "configs", "tasks" })
        {
            On($"GET /{kind}", 200, "[]");
        }

        return this;
    }

    /// <summary>A plan of a compose file that is piped in as text.</summary>
    public CmdletRunner Plan(string yaml) =>
        Run("Deploy-DockerStack").With(new { Name = "shop", Plan = true, ResolveImage = "Never" }).Input([.. yaml.Split('\n')]);
}
