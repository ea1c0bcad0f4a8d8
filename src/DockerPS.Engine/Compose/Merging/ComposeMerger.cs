namespace DockerPS.Engine.Compose;

/// <summary>Merges trees by the rules of the Compose Specification.</summary>
internal static class ComposeMerger
{
    private const string Reset = "!reset";
    private const string Override = "!override";

    /// <summary>What comes out when a later tree is laid over an earlier one.</summary>
    /// <param name="rule">The rules at the trees' place.</param>
    /// <param name="earlier">The earlier tree, in which tags have been obeyed.</param>
    /// <param name="later">The later tree.</param>
    /// <param name="keepTags">True where the result is laid over another tree yet, for which !reset and !override must stay.</param>
    /// <exception cref="ComposeException">The two do not go together.</exception>
    public static ComposeNode Merge(MergeRule rule, ComposeNode earlier, ComposeNode later, bool keepTags = false)
    {
        if (later.Tag is Override or Reset)
            return Settle(rule, later, keepTags);
        return rule.Kind switch
        {
            MergeKind.Replace => Settle(rule, later, keepTags),
            MergeKind.Variables => MergeMappings(rule, Variables(earlier), Variables(later), keepTags),
            MergeKind.Names => MergeMappings(rule, Names(earlier, static _ => []), Names(later, static _ => []), keepTags),
            MergeKind.Dependencies => MergeMappings(rule, Names(earlier, Dependency), Names(later, Dependency), keepTags),
            MergeKind.List => Append(rule, List(earlier), List(later), keepTags),
            MergeKind.Hosts => MergeHosts(rule, earlier, later),
            MergeKind.Build => MergeMappings(rule, BuildMapping(earlier), BuildMapping(later), keepTags),
            MergeKind.Logging when earlier is ComposeMapping one && later is ComposeMapping other && one.Text("driver") is { } a && other.Text("driver") is { } b && a != b =>
                Settle(rule, later, keepTags),
            MergeKind.Pools when earlier is ComposeSequence one && later is ComposeSequence other => MergePools(rule, one, other, keepTags),
            _ when later is ComposeScalar { IsNull: true } => earlier,
            _ when earlier is ComposeMapping one => MergeMappings(rule, one, later as ComposeMapping ?? throw CannotMerge(one, later), keepTags),
            _ when earlier is ComposeSequence one => Append(rule, one, later as ComposeSequence ?? throw CannotMerge(one, later), keepTags),
            _ => Settle(rule, later, keepTags),
        };
    }

    /// <summary>A tree on its own: what !reset marks is gone, unless tags are kept, ranges of ports are single ports, and of items that cannot stand in a list twice the last one counts.</summary>
    public static ComposeNode Settle(MergeRule rule, ComposeNode node, bool keepTags = false)
    {
        ComposeNode settled = node switch
        {
            ComposeMapping mapping => SettleMapping(rule, mapping, keepTags),
            ComposeSequence sequence => SettleSequence(rule, sequence, keepTags),
            _ => node,
        };
        return keepTags || node.Tag is not (Override or Reset) ? settled : settled.Untagged();
    }

    private static ComposeMapping SettleMapping(MergeRule rule, ComposeMapping mapping, bool keepTags)
    {
        ComposeMapping kept = keepTags || mapping.All(static entry => entry.Value.Tag != Reset)
            ? mapping
            : new ComposeMapping(mapping.Where(static entry => entry.Value.Tag != Reset), mapping.Position, mapping.Tag);
        return kept.Map(entry => Settle(rule.Under(entry.Name), entry.Value, keepTags));
    }

    private static ComposeSequence SettleSequence(MergeRule rule, ComposeSequence sequence, bool keepTags)
    {
        ComposeSequence kept = keepTags || sequence.All(static item => item.Tag != Reset)
            ? sequence
            : new ComposeSequence(sequence.Where(static item => item.Tag != Reset), sequence.Position, sequence.Tag);
        return Unique(rule, kept.Map(item => Settle(rule.Under("*"), item, keepTags)));
    }

    private static ComposeMapping MergeMappings(MergeRule rule, ComposeMapping earlier, ComposeMapping later, bool keepTags)
    {
        var entries = new List<ComposeEntry>(earlier.Count + later.Count);
        foreach (ComposeEntry entry in earlier)
        {
            if (later.Entry(entry.Name) is not { } other)
                entries.Add(entry);
            else if (other.Value.Tag != Reset || keepTags)
                entries.Add(new ComposeEntry(other.Key, Merge(rule.Under(entry.Name), entry.Value, other.Value, keepTags)));
        }
        entries.AddRange(later
            .Where(entry => earlier.Entry(entry.Name) is null && (keepTags || entry.Value.Tag != Reset))
            .Select(entry => entry with { Value = Settle(rule.Under(entry.Name), entry.Value, keepTags) }));
        return new ComposeMapping(entries, later.Position, keepTags ? later.Tag : null);
    }

    private static ComposeSequence Append(MergeRule rule, ComposeSequence earlier, ComposeSequence later, bool keepTags) =>
        Unique(rule, new ComposeSequence(earlier.Concat((ComposeSequence)Settle(rule, later, keepTags)), later.Position));

    private static ComposeSequence Unique(MergeRule rule, ComposeSequence sequence)
    {
        if (rule.ItemKey is not { } keyOf)
            return sequence;
        var items = new List<ComposeNode>(sequence.Count);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        bool changed = false;
        foreach (ComposeNode item in rule.IsPorts ? sequence.SelectMany(ShortPort.Expand) : sequence)
        {
            string? key = keyOf(item);
            if (key is not null && places.TryGetValue(key, out int place))
            {
                items[place] = item;
                changed = true;
                continue;
            }
            if (key is not null)
                places.Add(key, items.Count);
            items.Add(item);
        }
        return changed || items.Count != sequence.Count ? new ComposeSequence(items, sequence.Position, sequence.Tag) : sequence;
    }

    /// <summary>Names and values as a mapping: a list of name=value is one, too.</summary>
    /// <exception cref="ComposeException">It is neither.</exception>
    public static ComposeMapping Variables(ComposeNode node)
    {
        if (node is ComposeMapping mapping)
            return mapping;
        if (node is ComposeScalar { IsNull: true })
            return new ComposeMapping([], node.Position, node.Tag);
        if (node is not ComposeSequence sequence)
            throw node.Expected("a mapping of names and values, or a list of NAME=value");
        var entries = new List<ComposeEntry>(sequence.Count);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ComposeNode item in sequence)
        {
            if (item is not ComposeScalar { Kind: ComposeScalarKind.String } scalar)
                throw item.Expected("a text such as NAME=value");
            int equals = scalar.Text.IndexOf('=', StringComparison.Ordinal);
            ComposePosition position = scalar.Position;
            string name = equals < 0 ? scalar.Text : scalar.Text[..equals];
            if (name.Length > 0 && char.IsWhiteSpace(name[^1]))
                throw item.Wrong($"the name \"{DisplayText.Of(name)}\" ends with a space", "NAME=value without spaces");
            ComposeScalar value = equals < 0 ? new ComposeScalar("", isPlain: true, position, scalar.Tag) : new ComposeScalar(scalar.Text[(equals + 1)..], isPlain: false, position, scalar.Tag);
            var entry = new ComposeEntry(new ComposeScalar(name, isPlain: false, position), value);
            if (places.TryAdd(name, entries.Count))
                entries.Add(entry);
            else
                entries[places[name]] = entry;
        }
        return new ComposeMapping(entries, node.Position, node.Tag);
    }

    private static ComposeMapping Names(ComposeNode node, Func<ComposePosition, IEnumerable<ComposeEntry>> options)
    {
        if (node is ComposeMapping mapping)
            return mapping;
        if (node is ComposeScalar { IsNull: true })
            return new ComposeMapping([], node.Position, node.Tag);
        if (node is not ComposeSequence sequence)
            throw node.Expected("a mapping or a list of names");
        var entries = new List<ComposeEntry>(sequence.Count);
        foreach (ComposeNode item in sequence)
        {
            if (item is not ComposeScalar { IsNull: false } scalar)
                throw item.Expected("a name");
            ComposeEntry[] fields = [.. options(item.Position)];
            if (entries.TrueForAll(entry => entry.Name != scalar.Text))
                entries.Add(new ComposeEntry(scalar, fields.Length == 0 ? ComposeScalar.Null(item.Position) : new ComposeMapping(fields, item.Position)));
        }
        return new ComposeMapping(entries, node.Position, node.Tag);
    }

    private static IEnumerable<ComposeEntry> Dependency(ComposePosition position) =>
    [
        new(new ComposeScalar("condition", isPlain: true, position), new ComposeScalar("service_started", isPlain: true, position)),
        new(new ComposeScalar("required", isPlain: true, position), new ComposeScalar("true", isPlain: true, position)),
    ];

    private static ComposeSequence List(ComposeNode node) => node switch
    {
        ComposeSequence sequence => sequence,
        ComposeScalar { IsNull: true } => new ComposeSequence([], node.Position, node.Tag),
        ComposeMapping => throw node.Expected("a text, or a list of them"),
        _ => new ComposeSequence([node.Untagged()], node.Position, node.Tag),
    };

    private static ComposeMapping BuildMapping(ComposeNode node) => node switch
    {
        ComposeMapping mapping => mapping,
        ComposeScalar { IsNull: true } => new ComposeMapping([], node.Position, node.Tag),
        ComposeScalar => new ComposeMapping([new ComposeEntry(new ComposeScalar("context", isPlain: true, node.Position), node.Untagged())], node.Position, node.Tag),
        _ => throw node.Expected("a folder, or a mapping with a context"),
    };

    private static ComposeSequence MergeHosts(MergeRule rule, ComposeNode earlier, ComposeNode later)
    {
        ComposeNode[] first = [.. Hosts(earlier)];
        var known = new HashSet<string?>(first.Select(UniqueKey.OfText), StringComparer.Ordinal);
        IEnumerable<ComposeNode> added = Hosts(later).Where(static item => item.Tag != Reset).Where(item => known.Add(UniqueKey.OfText(item)));
        return Unique(rule, new ComposeSequence([.. first, .. added], later.Position));
    }

    private static IEnumerable<ComposeNode> Hosts(ComposeNode node) => node switch
    {
        ComposeMapping mapping => mapping.SelectMany(static entry => entry.Value is ComposeSequence several
            ? several.Select(address => Host(entry, address))
            : [Host(entry, entry.Value)]),
        ComposeSequence sequence => sequence,
        ComposeScalar { IsNull: true } => [],
        _ => throw node.Expected("a mapping of names and addresses, or a list of name=address"),
    };

    private static ComposeScalar Host(ComposeEntry entry, ComposeNode address) => address is ComposeScalar { IsNull: false } scalar
        ? scalar.WithText($"{entry.Name}={scalar.Text}")
        : throw address.Expected("an address");

    private static ComposeSequence MergePools(MergeRule rule, ComposeSequence earlier, ComposeSequence later, bool keepTags)
    {
        IEnumerable<ComposeNode> pools = ((ComposeSequence)Settle(rule, later, keepTags)).Select(pool =>
            pool is ComposeMapping given && given.Text("subnet") is { } subnet && earlier.FirstOrDefault(old => (old as ComposeMapping)?.Text("subnet") == subnet) is { } same
                ? Merge(rule.Under("*"), same, pool, keepTags)
                : pool);
        return new ComposeSequence([.. pools], later.Position);
    }

    private static ComposeException CannotMerge(ComposeNode earlier, ComposeNode later) =>
        later.Wrong($"{later.Description} cannot be merged with {earlier.Description} of {earlier.Position.Place}", earlier.Description);
}
