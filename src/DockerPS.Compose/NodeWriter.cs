using System.Globalization;
using DockerPS.Engine.Compose;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DockerPS.Compose;

/// <summary>Writes nodes as a YAML document, so that every reader, also one of YAML 1.1, gets the same values back.</summary>
internal static class NodeWriter
{
    private static readonly EmitterSettings s_settings = new EmitterSettings().WithIndentedSequences().WithBestWidth(int.MaxValue).WithNewLine("\n").WithMaxSimpleKeyLength(1024);

    public static string Write(ComposeNode node)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(writer, s_settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, node);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return writer.ToString();
    }

    private static void Emit(Emitter emitter, ComposeNode node)
    {
        switch (node)
        {
            case ComposeMapping mapping:
                emitter.Emit(new MappingStart(AnchorName.Empty, LocalTag(node), node.Tag is null, mapping.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (ComposeEntry entry in mapping)
                {
                    Emit(emitter, entry.Key, isKey: true);
                    Emit(emitter, entry.Value);
                }
                emitter.Emit(new MappingEnd());
                break;
            case ComposeSequence sequence:
                emitter.Emit(new SequenceStart(AnchorName.Empty, LocalTag(node), node.Tag is null, sequence.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (ComposeNode item in sequence)
                    Emit(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            default:
                Emit(emitter, (ComposeScalar)node, isKey: false);
                break;
        }
    }

    private static void Emit(Emitter emitter, ComposeScalar scalar, bool isKey)
    {
        TagName tag = LocalTag(scalar);
        string text = scalar.IsNull ? "null" : scalar.Text;
        emitter.Emit(new Scalar(AnchorName.Empty, tag, text, StyleOf(scalar, isKey), isPlainImplicit: tag.IsEmpty, isQuotedImplicit: tag.IsEmpty));
    }

    private static ScalarStyle StyleOf(ComposeScalar scalar, bool isKey)
    {
        if (scalar.Kind != ComposeScalarKind.String)
            return isKey && scalar.IsNull ? ScalarStyle.DoubleQuoted : ScalarStyle.Plain;
        if (scalar.Text.Contains('\n', StringComparison.Ordinal) && !isKey)
            return IsFitForBlock(scalar.Text) ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted;
        return PlainText.MayStandPlain(scalar.Text) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted;
    }

    /// <summary>A block keeps what it holds only where no line needs an escape and the first one is not indented.</summary>
    private static bool IsFitForBlock(string text) =>
        text[0] is not (' ' or '\t' or '\n') && !text.Any(static c => (char.IsControl(c) && c != '\n') || c is '\uFEFF' or '\u2028' or '\u2029' || char.IsSurrogate(c));

    /// <summary>The tags that say something in a compose file; those of YAML's own kinds are in how a scalar is written.</summary>
    private static TagName LocalTag(ComposeNode node) => node.Tag is { } tag && tag.StartsWith('!') && tag.Length > 1 ? new TagName(tag) : TagName.Empty;
}
