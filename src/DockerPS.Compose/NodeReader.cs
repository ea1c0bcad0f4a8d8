using System.Text;
using DockerPS.Engine.Compose;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DockerPS.Compose;

/// <summary>Makes nodes of the events of a YAML text. Aliases are copies of what they name, at their own paths, so that limits count what
/// is in the tree and not what was written.</summary>
internal sealed class NodeReader(ComposeSource source)
{
    internal const int MaximumDepth = 100;
    internal const int MaximumNodes = 250_000;
    private const char ByteOrderMark = '\uFEFF';
    private const string MergeKey = "<<";
    private const string MergeTag = "tag:yaml.org,2002:merge";
    private const string BinaryTag = "tag:yaml.org,2002:binary";
    private const string TextTag = "tag:yaml.org,2002:str";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, ComposeNode?> _anchors = new(StringComparer.Ordinal);
    private Parser _parser = null!;
    private int _count;

    public IReadOnlyList<ComposeNode> Read(string text)
    {
        using var reader = new StringReader(text is [ByteOrderMark, ..] ? text[1..] : text);
        try
        {
            _parser = new Parser(new Scanner(reader));
            var roots = new List<ComposeNode>();
            Next();
            while (Next() is DocumentStart)
            {
                _anchors.Clear();
                ComposeNode root = ReadNode(Next(), ComposePath.Root, depth: 0);
                if (root is not ComposeScalar { IsNull: true, Text: "" })
                    roots.Add(root);
                Next();
            }
            return roots;
        }
        catch (YamlException exception)
        {
            throw new ComposeException(PositionOf(exception.Start, ComposePath.Root), MessageOf(exception), null, exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            // What the scanner stumbles over is no YAML, whatever it calls it.
            throw new ComposeException(PositionOf(_parser.Current?.End ?? Mark.Empty, ComposePath.Root), "the text is no YAML from here on", null, exception);
        }
    }

    private static string MessageOf(YamlException exception)
    {
        string message = (exception.InnerException as YamlException ?? exception).Message.Trim().TrimEnd('.');
        return message.Length == 0 ? "the text is no YAML" : $"the text is no YAML: {char.ToLowerInvariant(message[0])}{message[1..]}";
    }

    private static string? TagOf(NodeEvent node) => node.Tag.IsEmpty ? null : node.Tag.Value;

    private ParsingEvent Next()
    {
        if (!_parser.MoveNext())
            throw new ComposeException(new ComposePosition(source, 0, 0, ComposePath.Root), "the text ends too early");
        return _parser.Current!;
    }

    private ComposePosition PositionOf(Mark mark, ComposePath path) => new(source, checked((int)mark.Line), checked((int)mark.Column), path);

    private ComposeNode ReadNode(ParsingEvent start, ComposePath path, int depth)
    {
        ComposePosition position = PositionOf(start.Start, path);
        if (depth > MaximumDepth)
            throw TooDeep(position);
        if (start is AnchorAlias alias)
            return Copy(alias, position, depth);
        var node = (NodeEvent)start;
        string? anchor = node.Anchor.IsEmpty ? null : node.Anchor.Value;
        if (anchor is not null)
            _anchors[anchor] = null;
        ComposeNode result = node switch
        {
            Scalar scalar => ReadScalar(scalar, position),
            SequenceStart sequence => ReadSequence(sequence, position, depth),
            MappingStart mapping => ReadMapping(mapping, position, depth),
            _ => throw new ComposeException(position, "the text is no YAML"),
        };
        Count(result);
        if (anchor is not null)
            _anchors[anchor] = result;
        return result;
    }

    private static ComposeScalar ReadScalar(Scalar scalar, ComposePosition position)
    {
        string? tag = TagOf(scalar);
        bool isPlain = scalar.Style == ScalarStyle.Plain;
        return tag == BinaryTag
            ? new ComposeScalar(Decode(scalar.Value, position), isPlain: false, position, TextTag)
            : new ComposeScalar(isPlain && tag is null ? ScalarText.Plain(scalar.Value) : scalar.Value, isPlain, position, tag);
    }

    private static string Decode(string text, ComposePosition position)
    {
        try
        {
            return s_utf8.GetString(Convert.FromBase64String(text));
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            throw new ComposeException(position, "what stands behind !!binary is no text in base64", null, exception);
        }
    }

    private static ComposeException TooDeep(ComposePosition position) => new(position, $"mappings and lists are nested deeper than {MaximumDepth}");

    private ComposeSequence ReadSequence(SequenceStart start, ComposePosition position, int depth)
    {
        var items = new List<ComposeNode>();
        for (ParsingEvent next = Next(); next is not SequenceEnd; next = Next())
            items.Add(ReadNode(next, position.Keys.Under(items.Count), depth + 1));
        return new ComposeSequence(items, position, TagOf(start));
    }

    private ComposeMapping ReadMapping(MappingStart start, ComposePosition position, int depth)
    {
        var entries = new List<ComposeEntry>();
        ComposeEntry? merge = null;
        for (ParsingEvent next = Next(); next is not MappingEnd; next = Next())
        {
            ComposeScalar key = ReadKey(next, position.Keys, depth);
            bool isMerge = key is { Text: MergeKey, IsPlain: true, Tag: null or MergeTag };
            ComposeNode value = ReadNode(Next(), isMerge ? position.Keys : key.Position.Keys, depth + 1);
            var entry = new ComposeEntry(key, value);
            if (!isMerge)
                entries.Add(entry);
            else if (merge is null)
                merge = entry;
            else
                throw key.Wrong($"the key stands here twice, first at {merge.Key.Position.Place}", "one << with a list of aliases");
        }
        var own = new ComposeMapping(entries, position, TagOf(start));
        return merge is null ? own : Merge(own, merge.Value);
    }

    private ComposeScalar ReadKey(ParsingEvent next, ComposePath path, int depth)
    {
        if (ReadNode(next, path, depth + 1) is not ComposeScalar key)
            throw new ComposeException(PositionOf(next.Start, path), "a key is a list or a mapping", "a text");
        if (key.IsNull)
            throw new ComposeException(PositionOf(next.Start, path), "a key is missing", "a text");
        return key.Kind == ComposeScalarKind.String
            ? key.With(key.Position with { Keys = path.Under(key.Text) }, key.Tag)
            : throw new ComposeException(PositionOf(next.Start, path), $"the key {key.Text} is no text", $"quotes: \"{key.Text}\"");
    }

    /// <summary>The keys of the merged mappings that a mapping does not have itself; of several the first one wins.</summary>
    private static ComposeMapping Merge(ComposeMapping own, ComposeNode merged)
    {
        var entries = new List<ComposeEntry>(own);
        var names = new HashSet<string>(own.Keys, StringComparer.Ordinal);
        foreach (ComposeNode node in merged is ComposeSequence several ? several : (IEnumerable<ComposeNode>)[merged])
        {
            if (node is not ComposeMapping mapping)
                throw node.Wrong($"<< cannot merge {node.Description}", "a mapping, or a list of them");
            entries.AddRange(mapping.Where(entry => names.Add(entry.Name)));
        }
        return new ComposeMapping(entries, own.Position, own.Tag);
    }

    private ComposeNode Copy(AnchorAlias alias, ComposePosition position, int depth)
    {
        string name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out ComposeNode? original))
            throw new ComposeException(position, $"there is no anchor &{name} before *{name}");
        return original is null
            ? throw new ComposeException(position, $"*{name} stands in what it names itself")
            : Copy(original, position.Keys, depth);
    }

    /// <summary>A copy keeps line and column, where its text stands, under the path at which it is used.</summary>
    private ComposeNode Copy(ComposeNode node, ComposePath path, int depth)
    {
        ComposePosition position = node.Position with { Keys = path };
        // Aliases of aliases would otherwise be as deep as the stack is.
        if (depth > MaximumDepth)
            throw TooDeep(position);
        ComposeNode copy = node switch
        {
            ComposeSequence sequence => new ComposeSequence(
                sequence.Select((item, index) => Copy(item, path.Under(index), depth + 1)), position, node.Tag),
            ComposeMapping mapping => new ComposeMapping(mapping.Select(entry => CopyEntry(entry, path, depth)), position, node.Tag),
            _ => ((ComposeScalar)node).With(position, node.Tag),
        };
        Count(copy);
        return copy;
    }

    private ComposeEntry CopyEntry(ComposeEntry entry, ComposePath path, int depth)
    {
        ComposePath under = path.Under(entry.Name);
        Count(entry.Key);
        return new ComposeEntry(entry.Key.With(entry.Key.Position with { Keys = under }, entry.Key.Tag), Copy(entry.Value, under, depth + 1));
    }

    private void Count(ComposeNode node)
    {
        if (++_count > MaximumNodes)
            throw node.Wrong($"with its aliases the text has more than {MaximumNodes} values");
    }
}
