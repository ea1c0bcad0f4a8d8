namespace DockerPS.Engine.Compose;

/// <summary>YAML text to nodes and back. What does it lives in an assembly of its own, behind this.</summary>
public interface IComposeYaml
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="source">Where it came from.</param>
    /// <returns>The root of every document in it; none where there is nothing but comments.</returns>
    /// <exception cref="ComposeException">It is no YAML, or goes beyond a limit.</exception>
    IReadOnlyList<ComposeNode> Read(string text, ComposeSource source);

    /// <summary>Writes a tree as one document, in block style, with an end of line at its end.</summary>
    /// <param name="node">The root.</param>
    string Write(ComposeNode node);
}
