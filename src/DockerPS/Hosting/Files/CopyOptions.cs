namespace DockerPS.Hosting.Files;

/// <summary>How things are copied.</summary>
/// <param name="FollowLink">True to copy what a link leads to, where the source is one.</param>
/// <param name="KeepOwner">True to keep the numbers of users and groups.</param>
internal sealed record CopyOptions(bool FollowLink, bool KeepOwner);
