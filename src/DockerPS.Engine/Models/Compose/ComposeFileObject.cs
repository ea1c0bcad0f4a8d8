namespace DockerPS;

/// <summary>What secrets and configs have in common.</summary>
public abstract class ComposeFileObject : ComposeElement, IComposeNamed
{
    /// <summary>What the file calls it.</summary>
    public string Key { get; init; } = "";

    /// <summary>The name on the engine: the one given, or the project's name, an underscore and the key (name).</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether the file gives the name.</summary>
    public bool IsNameGiven { get; init; }

    /// <summary>The file that holds it, a full path (file).</summary>
    public string? File { get; init; }

    /// <summary>The environment variable that holds it (environment).</summary>
    public string? Environment { get; init; }

    /// <summary>Whether it must be there already and is not made (external).</summary>
    public bool External { get; init; }

    /// <summary>Its labels (labels).</summary>
    public StringMap Labels { get; init; } = [];

    /// <summary>What fills in the placeholders in it (template_driver).</summary>
    public string? TemplateDriver { get; init; }

    string IComposeNamed.Name => Key;

    /// <summary>The name on the engine.</summary>
    public override string ToString() => Name;
}
