namespace DockerPS;

/// <summary>A list that reads as its members joined by ", ", so that CSV and tables show what is in it.</summary>
public class ReadableList<T> : List<T>
{
    /// <summary>An empty list.</summary>
    public ReadableList()
    {
    }

    /// <summary>A list of the given members.</summary>
    public ReadableList(IEnumerable<T> members)
        : base(members)
    {
    }

    /// <summary>The members, joined by ", ".</summary>
    public override string ToString() => string.Join(", ", this);
}
