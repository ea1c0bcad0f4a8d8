using System.Globalization;
using DockerPS.Engine;

namespace DockerPS;

/// <summary>What a task may use at the most (deploy.resources.limits).</summary>
public sealed class ComposeResourceLimits : ComposeElement
{
    /// <summary>Processors, 0.5 is half of one (cpus).</summary>
    public double? Cpus { get; init; }

    /// <summary>Bytes (memory).</summary>
    public long? Memory { get; init; }

    /// <summary>Processes and threads (pids).</summary>
    public long? Pids { get; init; }

    /// <summary>CPUs and memory.</summary>
    public override string ToString() => string.Join(", ", new[] { Cpus is double cpus ? string.Create(CultureInfo.InvariantCulture, $"{cpus} CPUs") : null, Memory is long memory ? DataSize.OfMemory(memory) : null }.Where(static part => part is not null));
}
