using System.Text;

namespace DockerPS;

/// <summary>A config with what is in it (GET /configs/{id}).</summary>
public sealed class DockerConfigDetail : DockerConfig
{
    internal DockerConfigDetail()
    {
    }

    /// <summary>What is in it (Spec.Data).</summary>
    public byte[] Data { get; internal init; } = [];

    /// <summary>What is in it, read as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Data);
}
