using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;

namespace DockerPS.Hosting;

/// <summary>Makes connections of resolved endpoints. Nothing is sent: a connection asks its engine on first use.</summary>
internal static class ConnectionFactory
{
    public static EndpointResolver Resolver { get; } = new(DockerEnvironment.Current);

    public static DockerConnection Of(ResolvedEndpoint resolved, string? name = null, DockerClientOptions? limits = null)
    {
        DockerClientOptions options = (limits ?? new DockerClientOptions()) with
        {
            PinnedVersion = limits?.PinnedVersion ?? resolved.PinnedVersion,
            Headers = resolved.Headers,
        };
        return new DockerConnection(name ?? resolved.Name, resolved.Reason, resolved.Endpoint, options);
    }

    /// <summary>What a text stands for: a connection of this runspace, a context, an endpoint. What stands for nothing is an error on use,
    /// never the default engine: the text may come from a job or a CSV of another machine.</summary>
    public static DockerConnection OfText(string text)
    {
        SessionConnections session = SessionConnections.OfCurrentRunspace();
        if (session.Named.TryGetValue(text, out DockerConnection? known))
        {
            return known;
        }

        try
        {
            return Of(Resolver.ResolveText(text));
        }
        catch (DockerException failure)
        {
            return DockerConnection.Unresolved(text, failure);
        }
        catch (FormatException malformed)
        {
            return DockerConnection.Unresolved(text, new InvalidRequestException("BadParameter", malformed.Message));
        }
    }
}
