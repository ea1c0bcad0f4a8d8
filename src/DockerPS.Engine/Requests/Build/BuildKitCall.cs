namespace DockerPS.Engine.Requests.Build;

/// <summary>One build, as BuildKit knows it.</summary>
/// <param name="BuildId">The name by which it can be cancelled (buildid).</param>
/// <param name="SessionId">The session beside it (session).</param>
internal sealed record BuildKitCall(string BuildId, string SessionId);
