using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>A container that a command acts on, found by name, by id or given as an object.</summary>
/// <param name="Engine">The engine that it is on.</param>
/// <param name="Id">Its full id.</param>
/// <param name="Name">Its name; empty where only the id is known.</param>
/// <param name="Target">What the user gave: the target of error records.</param>
internal sealed record ResolvedContainer(EngineApi Engine, string Id, string Name, object Target) : IActionTarget
{
    /// <summary>What the engine told where it was asked for this very container to find it; null where it was found otherwise.</summary>
    public ContainerDetail? Found { get; init; }

    public static ResolvedContainer Of(EngineApi engine, Container container, object? target = null) =>
        new(engine, container.Id, container.Name, target ?? container);

    /// <summary>The name where it is known, else the short id.</summary>
    public string Label => Name.Length > 0 ? Name : ShortId.Of(Id);

    /// <summary>What ShouldProcess shows: name (short id) on engine.</summary>
    public string Describe() =>
        Name.Length > 0 ? $"{Name} ({ShortId.Of(Id)}) on {Engine.Connection.Name}" : $"{ShortId.Of(Id)} on {Engine.Connection.Name}";
}
