namespace DockerPS;

/// <summary>A model of artificial intelligence that a service uses (models).</summary>
public sealed class ComposeServiceModel : ComposeElement, IComposeNamed
{
    /// <summary>The model, as the file calls it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The variable that gets the model's address (endpoint_var).</summary>
    public string? EndpointVariable { get; init; }

    /// <summary>The variable that gets the model's name (model_var).</summary>
    public string? ModelVariable { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
