using System.Globalization;
using DockerPS.Engine;

namespace DockerPS;

/// <summary>What a node must have free for a task (deploy.resources.reservations).</summary>
public sealed class ComposeResourceReservations : ComposeElement
{
    /// <summary>Processors, 0.5 is half of one (cpus).</summary>
    public double? Cpus { get; init; }

    /// <summary>Bytes (memory).</summary>
    public long? Memory { get; init; }

    /// <summary>Resources that nodes announce by name (generic_resources).</summary>
    public ReadableList<ComposeGenericResource> GenericResources { get; init; } = [];

    /// <summary>Devices such as GPUs (devices).</summary>
    public ReadableList<ComposeDeviceRequest> Devices { get; init; } = [];

    /// <summary>CPUs and memory.</summary>
    public override string ToString() => string.Join(", ", new[] { Cpus is double cpus ? string.Create(CultureInfo.InvariantCulture, $"{cpus} CPUs") : null, Memory is long memory ? DataSize.OfMemory(memory) : null }.Where(static part => part is not null));
}
