namespace DockerPS.Engine.Compose;

/// <summary>A key of a compose file that has no effect where the project goes.</summary>
/// <param name="Path">Where it stands, such as services.web.build.</param>
/// <param name="Advice">What to do instead, as a sentence; null where there is nothing.</param>
internal sealed record UnsupportedKey(string Path, string? Advice)
{
    /// <summary>The path and the advice.</summary>
    public override string ToString() => Advice is null ? Path : $"{Path} ({Advice})";
}
