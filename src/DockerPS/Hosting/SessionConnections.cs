using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>The connections and logins of one runspace: its default, those that Connect-Docker made, and those that Connect-DockerRegistry keeps
/// in memory only. A new runspace begins with none.</summary>
internal sealed class SessionConnections
{
    private static readonly ConditionalWeakTable<object, SessionConnections> s_sessions = [];

    // Where no runspace is: a host that calls cmdlets without one.
    private static readonly object s_noRunspace = new();

    /// <summary>The runspace's default; null leaves the choice to the environment and the docker CLI's configuration.</summary>
    public DockerConnection? Default { get; set; }

    /// <summary>What Connect-Docker made, by name.</summary>
    public ConcurrentDictionary<string, DockerConnection> Named { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Logins to registries that are kept here and nowhere else, by the registry's key.</summary>
    public ConcurrentDictionary<string, RegistryAuth> Logins { get; } = new(StringComparer.Ordinal);

    /// <summary>The current runspace's. To be called on the pipeline thread.</summary>
    public static SessionConnections OfCurrentRunspace() =>
        s_sessions.GetValue((object?)Runspace.DefaultRunspace ?? s_noRunspace, static _ => new SessionConnections());
}
