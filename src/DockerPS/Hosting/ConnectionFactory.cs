using DockerPS.Engine;
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
        if (SessionConnections.OfCurrentRunspace().Named.TryGetValue(text, out DockerConnection? known))
        {
            return known;
        }

        int mark = text.LastIndexOf(DockerConnection.MachineMark, StringComparison.Ordinal);
        return mark < 0 ? OfName(text, machine: null) : OfName(text[..mark], text[(mark + DockerConnection.MachineMark.Length)..].Trim());
    }

    /// <summary>The engine of a context; one that cannot be used is an error on use.</summary>
    public static DockerConnection OfContext(string name)
    {
        try
        {
            return Of(Resolver.ResolveContext(name));
        }
        catch (DockerException failure)
        {
            return DockerConnection.Unresolved(name, failure);
        }
    }

    /// <summary>What a name stands for that has its meaning on one machine only, or everywhere (null). Of another machine it is an error on use:
    /// its socket, context or session connection is not the one of that name here.</summary>
    public static DockerConnection OfName(string name, string? machine)
    {
        if (machine is { Length: > 0 } && !machine.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase))
        {
            return DockerConnection.Unresolved(name + DockerConnection.MachineMark + machine, new InvalidRequestException(
                "ConnectionNotFound", $"The connection '{ControlCharacters.Replace(name)}' belongs to the machine '{ControlCharacters.Replace(machine)}' and means nothing on this one.")
            {
                Advice = "Connect to that engine from here, and name it with -Connection, -Context or -HostAddress.",
            });
        }

        if (SessionConnections.OfCurrentRunspace().Named.TryGetValue(name, out DockerConnection? known))
        {
            return known;
        }

        try
        {
            return Of(Resolver.ResolveText(name));
        }
        catch (DockerException failure)
        {
            return DockerConnection.Unresolved(name, failure);
        }
        catch (FormatException malformed)
        {
            return DockerConnection.Unresolved(name, new InvalidRequestException("BadParameter", malformed.Message));
        }
    }
}
