namespace DockerPS;

/// <summary>A model of artificial intelligence (models).</summary>
public sealed class ComposeModel : ComposeElement, IComposeNamed
{
    /// <summary>What the file calls it.</summary>
    public string Key { get; init; } = "";

    /// <summary>A name of its own (name).</summary>
    public string? Name { get; init; }

    /// <summary>The artifact, such as ai/smollm2 (model).</summary>
    public string Model { get; init; } = "";

    /// <summary>How many tokens its context holds (context_size).</summary>
    public int? ContextSize { get; init; }

    /// <summary>Flags of the inference engine (runtime_flags).</summary>
    public ReadableList<string> RuntimeFlags { get; init; } = [];

    string IComposeNamed.Name => Key;

    /// <summary>The model.</summary>
    public override string ToString() => Model;
}
