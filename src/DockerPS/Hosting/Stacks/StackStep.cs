using System.Text.Json.Nodes;
using DockerPS.Engine.Requests.Stacks;

namespace DockerPS.Hosting;

/// <summary>One thing that a deployment does, or finds done.</summary>
/// <param name="Kind">Which part of the stack.</param>
/// <param name="Name">Its name on the engine.</param>
/// <param name="Id">Its id; empty where it is not there yet.</param>
/// <param name="Action">What is done to it.</param>
internal sealed record StackStep(ResourceKind Kind, string Name, string Id, DockerStackAction Action)
{
    /// <summary>What becomes different.</summary>
    public IReadOnlyList<DockerStackFieldChange> Changes { get; init; } = [];

    /// <summary>What the user should know of it, as the rest of a sentence about it; null where there is nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>What a network is made by.</summary>
    public JsonObject? Body { get; init; }

    /// <summary>What is known of a secret or config, and its data.</summary>
    public StackFile? File { get; init; }

    /// <summary>The data of a secret or config that is made.</summary>
    public ReadOnlyMemory<byte>? Data { get; init; }

    /// <summary>The service in the file.</summary>
    public ComposeService? Service { get; init; }

    /// <summary>As a verb and a noun: what ShouldProcess shows.</summary>
    public string Describe() => $"{Action} {Kind.ToString().ToLowerInvariant()}";

    /// <summary>name (short id) on the engine, and what becomes different.</summary>
    public string Target(string engine)
    {
        string name = Id.Length > 0 ? $"{Name} ({ShortId.Of(Id)})" : Name;
        return Changes.Count > 0 ? $"{name} on {engine}: {string.Join("; ", Changes)}" : $"{name} on {engine}";
    }

    /// <summary>As the object that a plan is made of.</summary>
    public DockerStackChange ToModel(string stack, DockerConnection connection) => new()
    {
        Connection = connection,
        Stack = stack,
        Kind = Kind.ToString(),
        Name = Name,
        Id = Id,
        Action = Action,
        Changes = new(Changes),
    };
}
