namespace DockerPS.Engine.Requests.Services;

/// <summary>What the containers of a service may do more and less than others: the lists CapabilityAdd and CapabilityDrop.</summary>
/// <param name="Added">What they may do more, sorted.</param>
/// <param name="Dropped">What they may do less, sorted.</param>
internal sealed record CapabilityLists(IReadOnlyList<string> Added, IReadOnlyList<string> Dropped)
{
    private const string All = "ALL";

    private const string Reset = "RESET";

    /// <summary>The lists of a new service. What is both added and dropped is added; ALL stands for all others.</summary>
    public static CapabilityLists Of(IEnumerable<string> add, IEnumerable<string> drop)
    {
        HashSet<string> added = AllOrEach(Names(add));
        HashSet<string> dropped = AllOrEach(Names(drop));
        dropped.ExceptWith(added);
        added.Remove(Reset);
        dropped.Remove(Reset);
        return new CapabilityLists(Sorted(added), Sorted(dropped));
    }

    /// <summary>The lists after a change, as docker has it: what is dropped goes out of what was added, and only where it was not there into
    /// what is dropped; and the other way round. RESET empties a list first.</summary>
    public CapabilityLists Change(IEnumerable<string> add, IEnumerable<string> drop)
    {
        HashSet<string> added = Names(Added);
        HashSet<string> dropped = Names(Dropped);
        HashSet<string> toAdd = Names(add);
        HashSet<string> toDrop = Names(drop);
        if (toAdd.Remove(Reset))
        {
            added.Clear();
        }

        if (toDrop.Remove(Reset))
        {
            dropped.Clear();
        }

        foreach (string name in toDrop.Except(toAdd))
        {
            if (!added.Remove(name))
            {
                dropped.Add(name);
            }
        }

        foreach (string name in toAdd)
        {
            if (!dropped.Remove(name))
            {
                added.Add(name);
            }
        }

        return new CapabilityLists(Sorted(AllOrEach(added)), Sorted(AllOrEach(dropped)));
    }

    private static HashSet<string> Names(IEnumerable<string> given) => new(given.Select(Name), StringComparer.Ordinal);

    private static string Name(string given)
    {
        string name = given.Trim().ToUpperInvariant();
        return name is All or Reset || name.StartsWith("CAP_", StringComparison.Ordinal) ? name : "CAP_" + name;
    }

    private static HashSet<string> AllOrEach(HashSet<string> names) => names.Contains(All) ? [All] : names;

    private static string[] Sorted(HashSet<string> names) => [.. names.Order(StringComparer.Ordinal)];
}
