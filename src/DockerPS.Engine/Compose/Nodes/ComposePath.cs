using System.Globalization;
using System.Text;

namespace DockerPS.Engine.Compose;

/// <summary>The keys that lead to a node. It shares those of the nodes above, and becomes a text only when it is asked for: many values under a
/// long key would otherwise fill the memory.</summary>
public sealed class ComposePath
{
    private readonly ComposePath? _parent;
    private readonly string? _key;
    private readonly int _index;

    private ComposePath(ComposePath? parent, string? key, int index)
    {
        _parent = parent;
        _key = key;
        _index = index;
    }

    /// <summary>The path of the top of a file.</summary>
    public static ComposePath Root { get; } = new(null, null, 0);

    /// <summary>The path of a mapping's entry.</summary>
    public ComposePath Under(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new ComposePath(this, key, 0);
    }

    /// <summary>The path of a sequence's item.</summary>
    public ComposePath Under(int index) => new(this, null, index);

    /// <summary>The text, such as services.web.ports[0]; empty for the root. A key with a dot or a bracket is quoted, so that a path reads in one way only.</summary>
    public override string ToString()
    {
        var steps = new Stack<ComposePath>();
        for (ComposePath step = this; step._parent is not null; step = step._parent)
            steps.Push(step);
        var text = new StringBuilder();
        foreach (ComposePath step in steps)
        {
            if (step._key is null)
                text.Append(CultureInfo.InvariantCulture, $"[{step._index}]");
            else
                text.Append(text.Length == 0 ? "" : ".").Append(NameOf(step._key));
        }
        return text.ToString();
    }

    /// <summary>A key as it stands in a path.</summary>
    internal static string NameOf(string key) => key.Length == 0 || key.AsSpan().IndexOfAny(".[]\"") >= 0 ? $"\"{key}\"" : key;
}
