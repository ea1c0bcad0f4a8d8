using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Http;

namespace DockerPS.Hosting.Output;

/// <summary>Tells whether a container's output comes raw, from a TTY, or in frames.</summary>
internal static class TtyProbe
{
    private const string Frames = "application/vnd.docker.multiplexed-stream";
    private const string Raw = "application/vnd.docker.raw-stream";

    // Before it, both forms had the same type, or none.
    private static readonly ApiVersion s_typed = new(1, 42);

    /// <summary>True for a TTY: by the answer's Content-Type where the API is new enough, else by inspecting the container.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="containerId">The container.</param>
    /// <param name="contentType">The Content-Type of the logs or of the attached stream.</param>
    /// <param name="cancellationToken">Cancels the inspection.</param>
    public static async Task<bool> IsTtyAsync(EngineApi engine, string containerId, string? contentType, CancellationToken cancellationToken)
    {
        if (contentType == Frames)
        {
            return false;
        }

        EngineIdentity identity = await engine.Client.IdentifyAsync(cancellationToken).ConfigureAwait(false);
        if (contentType == Raw && identity.ApiVersion >= s_typed)
        {
            return true;
        }

        ContainerDetail container = await engine.Containers.InspectAsync(containerId, size: false, cancellationToken).ConfigureAwait(false);
        return container.Configuration.Tty;
    }
}
