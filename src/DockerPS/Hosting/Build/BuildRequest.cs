using DockerPS.Engine.Requests;
using DockerPS.Engine.Streams.Build;

namespace DockerPS.Hosting;

/// <summary>One build, as it goes to each of the engines.</summary>
/// <param name="Source">Where its files come from.</param>
/// <param name="Parameters">What is asked for.</param>
/// <param name="RegistryConfig">Finds the value of X-Registry-Config when it is first asked for; null where no base image needs credentials.</param>
/// <param name="IsOneOfMany">True where several engines build it at once: each line of the log then names its engine.</param>
internal sealed record BuildRequest(BuildSource Source, BuildParameters Parameters, Lazy<Task<string?>> RegistryConfig, bool IsOneOfMany)
{
    /// <summary>What is built, for people: the first tag, else the context.</summary>
    public string Display => Parameters.Tags.Count > 0 ? Parameters.Tags[0] : Source.Display;
}
