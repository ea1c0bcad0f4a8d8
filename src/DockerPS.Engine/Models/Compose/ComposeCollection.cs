using System.Collections.ObjectModel;

namespace DockerPS;

/// <summary>Parts of a compose file, in their order, also found by name: <c>$project.Services['web']</c>. Reads as its members joined by ", ".</summary>
/// <typeparam name="T">The kind of part.</typeparam>
public sealed class ComposeCollection<T> : KeyedCollection<string, T>
    where T : IComposeNamed
{
    /// <summary>An empty collection; names are compared with case, as compose does.</summary>
    public ComposeCollection()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>A collection of the given members.</summary>
    public ComposeCollection(IEnumerable<T> members)
        : this()
    {
        foreach (T member in members)
        {
            Add(member);
        }
    }

    /// <summary>The names, in their order.</summary>
    public IEnumerable<string> Names => this.Select(static member => member.Name);

    /// <summary>The members, joined by ", ".</summary>
    public override string ToString() => string.Join(", ", this);

    /// <inheritdoc/>
    protected override string GetKeyForItem(T item) => item.Name;
}
