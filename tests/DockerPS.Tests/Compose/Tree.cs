using System.Globalization;
using System.Text;
using DockerPS.Engine.Compose;

namespace DockerPS.Tests.Compose;

/// <summary>YAML in, nodes as JSON-like text out: what tests compare.</summary>
internal static class Tree
{
    private static readonly ComposeSource s_source = new("compose.yaml");

    public static ComposeNode Read(string text) => Assert.Single(ComposeYaml.Instance.Read(text, s_source));

    public static ComposeMapping ReadMapping(string text) => Assert.IsType<ComposeMapping>(Read(text));

    public static ComposeException Error(string text) => Assert.Throws<ComposeException>(() => ComposeYaml.Instance.Read(text, s_source));

    /// <summary>The tree as JSON with bare keys, texts in single quotes: {a: ['1', 2, null]}.</summary>
    public static string Show(ComposeNode node) => Append(new StringBuilder(), node).ToString();

    private static StringBuilder Append(StringBuilder text, ComposeNode node)
    {
        if (node.Tag is { } tag)
            text.Append(tag).Append(' ');
        switch (node)
        {
            case ComposeMapping mapping:
                text.Append('{');
                foreach (ComposeEntry entry in mapping)
                    Append(text.Append(text[^1] == '{' ? "" : ", ").Append(entry.Name).Append(": "), entry.Value);
                return text.Append('}');
            case ComposeSequence sequence:
                text.Append('[');
                for (int index = 0; index < sequence.Count; index++)
                    Append(text.Append(index == 0 ? "" : ", "), sequence[index]);
                return text.Append(']');
            default:
                var scalar = (ComposeScalar)node;
                return scalar.Kind switch
                {
                    ComposeScalarKind.Null => text.Append("null"),
                    ComposeScalarKind.String => text.Append(CultureInfo.InvariantCulture, $"'{scalar.Text}'"),
                    _ => text.Append(scalar.Text),
                };
        }
    }
}
