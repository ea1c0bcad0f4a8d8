using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Session;

/// <summary>What the engine may ask for while a build runs. It can ask for nothing else: a service without a source here is not offered.</summary>
internal sealed record BuildSessionServices
{
    /// <summary>The credentials for a registry, by its host as image references have it ("docker.io" for Docker Hub); null where there are none.
    /// Without this, registries are asked anonymously.</summary>
    public Func<string, CancellationToken, Task<RegistryAuth?>>? Credentials { get; init; }

    /// <summary>The secrets of <c>RUN --mount=type=secret</c>, by id.</summary>
    public IReadOnlyDictionary<string, Func<CancellationToken, Task<byte[]>>> Secrets { get; init; } =
        new Dictionary<string, Func<CancellationToken, Task<byte[]>>>();

    /// <summary>The agents of <c>RUN --mount=type=ssh</c>, by id ("default").</summary>
    public IReadOnlyDictionary<string, SshForward> SshForwards { get; init; } = new Dictionary<string, SshForward>();

    /// <summary>Takes the result of a build with an output of type tar, a plain tar stream, to its end. What it throws fails the build.</summary>
    public Func<Stream, CancellationToken, Task>? ReceiveOutput { get; init; }

    /// <summary>What the engine may fetch from <see cref="BuildSession.UploadUrl"/>, such as a context as tar: each writes it to the stream.</summary>
    public IReadOnlyDictionary<string, Func<Stream, CancellationToken, Task>> Uploads { get; init; } =
        new Dictionary<string, Func<Stream, CancellationToken, Task>>();

    /// <summary>Takes a line on what the engine asks for; never a secret. It may be called from any thread.</summary>
    public Action<string>? Log { get; init; }
}
