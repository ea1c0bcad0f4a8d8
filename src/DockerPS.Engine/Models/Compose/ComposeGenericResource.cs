namespace DockerPS;

/// <summary>An amount of a resource that nodes announce by name (generic_resources).</summary>
public sealed class ComposeGenericResource : ComposeElement
{
    /// <summary>The resource, such as GPU or ssd (discrete_resource_spec.kind).</summary>
    public string Kind { get; init; } = "";

    /// <summary>How many (discrete_resource_spec.value).</summary>
    public long Value { get; init; }

    /// <summary>As docker writes it: ssd=2.</summary>
    public override string ToString() => $"{Kind}={Value}";
}
