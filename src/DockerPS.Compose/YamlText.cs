using DockerPS.Engine.Compose;

namespace DockerPS.Compose;

/// <summary>YAML by YamlDotNet.</summary>
public sealed class YamlText : IComposeYaml
{
    /// <inheritdoc/>
    public IReadOnlyList<ComposeNode> Read(string text, ComposeSource source)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(source);
        return new NodeReader(source).Read(text);
    }

    /// <inheritdoc/>
    public string Write(ComposeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return NodeWriter.Write(node);
    }
}
