namespace DockerPS;

/// <summary>What a service's tasks may use and what is kept free for each (Resources). Further fields, such as SwapBytes, are in
/// <see cref="EngineData.AdditionalProperties"/>.</summary>
public sealed class ServiceResources : EngineData
{
    /// <summary>The most that a task may use (Limits).</summary>
    public ServiceResourceAmount Limits { get; set; } = new();

    /// <summary>What a node must have free for a task (Reservations).</summary>
    public ServiceResourceAmount Reservations { get; set; } = new();

    /// <summary>Both, as far as there are any.</summary>
    public override string ToString() => string.Join("; ", new[] { ("limit", Limits), ("reserved", Reservations) }
        .Select(static part => (part.Item1, Text: part.Item2.ToString()))
        .Where(static part => part.Text.Length > 0)
        .Select(static part => $"{part.Item1} {part.Text}"));
}
