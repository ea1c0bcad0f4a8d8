using System.Globalization;

namespace DockerPS.Engine.Api.Wire;

/// <summary>A resource of a node that somebody else than docker knows: so many of a kind, or a named one.</summary>
internal sealed class GenericResource : EngineData
{
    public NamedResource? NamedResourceSpec { get; set; }

    public DiscreteResource? DiscreteResourceSpec { get; set; }

    /// <summary>As docker's little language has it: gpu=2, gpu=UUID1.</summary>
    public string ToText() =>
        NamedResourceSpec is { } named ? $"{named.Kind}={named.Value}"
        : DiscreteResourceSpec is { } discrete ? string.Create(CultureInfo.InvariantCulture, $"{discrete.Kind}={discrete.Value}")
        : "";

    internal sealed class NamedResource : EngineData
    {
        public string Kind { get; set; } = "";

        public string Value { get; set; } = "";
    }

    internal sealed class DiscreteResource : EngineData
    {
        public string Kind { get; set; } = "";

        public long Value { get; set; }
    }
}
