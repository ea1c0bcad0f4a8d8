namespace DockerPS.Engine.Http;

/// <summary>podman answers 500 to much that the docker engine has a status for, and tells it apart by the cause.</summary>
internal static class PodmanError
{
    private const int ServerError = 500;

    /// <summary>The status that the docker engine would have answered with.</summary>
    /// <param name="status">podman's.</param>
    /// <param name="cause">What stands beside its message as the cause; null for an answer that is not podman's.</param>
    public static int StatusOf(int status, string? cause) => (status, cause) switch
    {
        (not ServerError, _) or (_, null) => status,
        (_, "invalid argument") => 400,
        (_, "that name is already in use") => 409,
        (_, "container state improper") => 409,
        _ when cause.EndsWith("invalid reference format", StringComparison.Ordinal) => 400,
        _ when cause.StartsWith("invalid signal: ", StringComparison.Ordinal) => 400,
        _ => status,
    };
}
