namespace DockerPS.Engine.Api.Wire;

/// <summary>What all objects of a swarm have, in the engine's own shape.</summary>
internal abstract class SwarmResource : EngineData
{
    public string ID { get; set; } = "";

    public ObjectVersion Version { get; set; } = new();

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Fills in what all have.</summary>
    /// <param name="item">The object.</param>
    /// <param name="connection">The manager that it came from.</param>
    /// <param name="spec">Where its name and its labels are.</param>
    protected T Fill<T>(T item, DockerConnection connection, SpecOf spec)
        where T : DockerSwarmObject
    {
        item.Connection = connection;
        item.Id = ID;
        item.Name = spec.Name;
        item.Labels = spec.Labels;
        item.Created = CreatedAt.LocalDateTime;
        item.Updated = UpdatedAt.LocalDateTime;
        item.Version = Version.Index;
        item.UnknownFields = UnknownFields;
        return item;
    }

    internal sealed class ObjectVersion : EngineData
    {
        public long Index { get; set; }
    }
}
