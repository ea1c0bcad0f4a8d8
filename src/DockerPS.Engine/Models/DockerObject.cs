using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>What came from an engine and knows which: piped into a cmdlet it goes back to that engine, whatever the default is.</summary>
public abstract class DockerObject : EngineData
{
    private DockerConnection? _connection;

    private protected DockerObject()
    {
    }

    /// <summary>The name of the engine that the object came from.</summary>
    [JsonIgnore]
    public string Engine => Connection.Name;

    /// <summary>The engine that the object came from. No view shows it; -Connection binds it by its name.</summary>
    [JsonIgnore]
    public DockerConnection Connection
    {
        get => _connection ?? throw new InvalidOperationException("The object was not given its engine.");
        internal set => _connection = value;
    }
}
