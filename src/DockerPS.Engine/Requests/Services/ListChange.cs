namespace DockerPS.Engine.Requests.Services;

/// <summary>What comes into a list of a service and what goes out of it.</summary>
/// <param name="Added">What comes in.</param>
/// <param name="Removed">By what goes out is found: names, targets.</param>
internal sealed record ListChange<TAdded, TRemoved>(IReadOnlyList<TAdded> Added, IReadOnlyList<TRemoved> Removed)
{
    /// <summary>Nothing comes and nothing goes.</summary>
    public static ListChange<TAdded, TRemoved> None { get; } = new([], []);

    /// <summary>True where the list stays as it is.</summary>
    public bool IsEmpty => Added.Count == 0 && Removed.Count == 0;
}
