namespace DockerPS;

/// <summary>What Deploy-DockerStack would do to a part of a stack.</summary>
public sealed class DockerStackChange : DockerObject
{
    internal DockerStackChange()
    {
    }

    /// <summary>The stack.</summary>
    public string Stack { get; internal set; } = "";

    /// <summary>Network, Secret, Config or Service.</summary>
    public string Kind { get; internal set; } = "";

    /// <summary>Its name on the engine.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Its id; empty where it is not there yet.</summary>
    public string Id { get; internal set; } = "";

    /// <summary>What is done to it.</summary>
    public DockerStackAction Action { get; internal set; }

    /// <summary>What becomes different in it.</summary>
    public ReadableList<DockerStackFieldChange> Changes { get; internal set; } = [];

    /// <summary>The action, the kind and the name.</summary>
    public override string ToString() => $"{Action} {Kind.ToLowerInvariant()} {Name}";
}
