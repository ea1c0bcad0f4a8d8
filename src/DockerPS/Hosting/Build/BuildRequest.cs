using DockerPS.Engine.Requests;
using DockerPS.Engine.Session;
using DockerPS.Engine.Streams.Build;

namespace DockerPS.Hosting;

/// <summary>One build, as it goes to each of the engines.</summary>
/// <param name="Source">Where its files come from.</param>
/// <param name="Parameters">What is asked for.</param>
/// <param name="Options">What is done here, beside the engine.</param>
/// <param name="RegistryConfig">Finds the value of X-Registry-Config when it is first asked for; null where no base image needs credentials.</param>
/// <param name="Credentials">What a session gives BuildKit when it asks; made when it is first used.</param>
/// <param name="IsOneOfMany">True where several engines build it at once: each line of the log then names its engine.</param>
internal sealed record BuildRequest(
    BuildSource Source,
    BuildParameters Parameters,
    BuildOptions Options,
    Lazy<Task<string?>> RegistryConfig,
    Lazy<BuildCredentials> Credentials,
    bool IsOneOfMany)
{
    /// <summary>What is built, for people: the first tag, else the context.</summary>
    public string Display => Parameters.Tags.Count > 0 ? Parameters.Tags[0] : Source.Display;

    /// <summary>The Dockerfile, by which a failed step finds its lines; null where it is not known here.</summary>
    public DockerfileText? Dockerfile => Source.DockerfileText is { } text ? DockerfileText.Parse(text) : null;
}
