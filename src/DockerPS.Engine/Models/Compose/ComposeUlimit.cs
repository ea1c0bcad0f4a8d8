using System.Globalization;

namespace DockerPS;

/// <summary>A limit of the processes in a container (ulimits).</summary>
public sealed class ComposeUlimit : ComposeElement, IComposeNamed
{
    /// <summary>The limit, such as nofile.</summary>
    public string Name { get; init; } = "";

    /// <summary>What applies; -1 is without limit (soft).</summary>
    public long Soft { get; init; }

    /// <summary>What a process may raise it to (hard).</summary>
    public long Hard { get; init; }

    /// <summary>True where one number was given for both.</summary>
    public bool IsSingle { get; init; }

    /// <summary>As docker writes it: nofile=1024:2048.</summary>
    public override string ToString() => Soft == Hard ? string.Create(CultureInfo.InvariantCulture, $"{Name}={Soft}") : string.Create(CultureInfo.InvariantCulture, $"{Name}={Soft}:{Hard}");
}
