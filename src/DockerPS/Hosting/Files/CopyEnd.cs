namespace DockerPS.Hosting.Files;

/// <summary>One end of a copy.</summary>
/// <param name="Container">The container; null for this side.</param>
/// <param name="Path">The path in the container, as the user wrote it; or the full path on this side.</param>
/// <param name="Text">The path as the user wrote it.</param>
/// <param name="Target">The target of error records.</param>
internal sealed record CopyEnd(ResolvedContainer? Container, string Path, string Text, object Target)
{
    /// <summary>The end as messages show it.</summary>
    public string Display => Container is null ? Path : $"{Container.Label}:{Text}";

    /// <summary>The end as ShouldProcess shows it.</summary>
    public string Describe() => Container is null ? Path : $"{Container.Label}:{Text} ({ShortId.Of(Container.Id)} on {Container.Engine.Connection.Name})";
}
