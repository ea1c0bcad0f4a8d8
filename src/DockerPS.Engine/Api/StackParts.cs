namespace DockerPS.Engine.Api;

/// <summary>All that carries a stack's label.</summary>
internal sealed record StackParts(
    IReadOnlyList<StackPart> Services, IReadOnlyList<StackPart> Networks, IReadOnlyList<StackPart> Secrets, IReadOnlyList<StackPart> Configs)
{
    /// <summary>All of it, what holds on to the rest first; each kind sorted by name.</summary>
    public IReadOnlyList<StackPart> All { get; } =
    [
        .. new[] { Services, Secrets, Configs, Networks }.SelectMany(static parts => parts.OrderBy(static part => part.Name, StringComparer.Ordinal)),
    ];

    /// <summary>True where there is no such stack.</summary>
    public bool IsEmpty => All.Count == 0;

    /// <summary>Works on one part; what the engine refuses is told with the part, since its own words may name none.</summary>
    public static async Task TellAsync(ResourceKind kind, string name, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (DockerApiException refused)
        {
            refused.Part ??= $"{kind} '{name}'";
            throw;
        }
    }
}
