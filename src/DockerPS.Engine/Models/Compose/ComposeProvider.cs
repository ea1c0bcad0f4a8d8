namespace DockerPS;

/// <summary>A program that provides what the service stands for, in place of a container (provider).</summary>
public sealed class ComposeProvider : ComposeElement
{
    /// <summary>The program (type).</summary>
    public string Type { get; init; } = "";

    /// <summary>What it is given; an option may stand more than once (options).</summary>
    public ComposeOptions Options { get; init; } = [];

    /// <summary>The type.</summary>
    public override string ToString() => Type;
}
