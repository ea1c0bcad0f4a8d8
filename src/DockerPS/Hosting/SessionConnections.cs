using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace DockerPS.Hosting;

/// <summary>The connections of one runspace: its default, and those that Connect-Docker made. A new runspace begins with none.</summary>
internal sealed class SessionConnections
{
    private static readonly ConditionalWeakTable<object, SessionConnections> s_sessions = [];

    // Where no runspace is: a host that calls cmdlets without one.
    private static readonly object s_noRunspace = new();

    /// <summary>The runspace's default; null leaves the choice to the environment and the docker CLI's configuration.</summary>
    public DockerConnection? Default { get; set; }

    /// <summary>What Connect-Docker made, by name.</summary>
    public ConcurrentDictionary<string, DockerConnection> Named { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The current runspace's. To be called on the pipeline thread.</summary>
    public static SessionConnections OfCurrentRunspace() =>
        s_sessions.GetValue((object?)Runspace.DefaultRunspace ?? s_noRunspace, static _ => new SessionConnections());
}
