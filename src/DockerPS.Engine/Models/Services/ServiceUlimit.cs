using System.Globalization;

namespace DockerPS;

/// <summary>A limit of the processes in a service's containers (Ulimits).</summary>
public sealed class ServiceUlimit : EngineData
{
    /// <summary>What is limited: nofile, nproc ... (Name).</summary>
    public string Name { get; set; } = "";

    /// <summary>The limit that holds; -1 is none (Soft).</summary>
    public long Soft { get; set; }

    /// <summary>How far a process may raise it; -1 is without limit (Hard).</summary>
    public long Hard { get; set; }

    /// <summary>As docker writes it: nofile=1024:2048.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}={Soft}:{Hard}");
}
