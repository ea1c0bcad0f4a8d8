namespace DockerPS.Engine.Streams.Build;

/// <summary>Where a build's files come from: what is sent, or what the engine fetches.</summary>
internal sealed class BuildSource
{
    private BuildSource(string display)
    {
        Display = display;
    }

    /// <summary>What the user would call it: a path, or a URL without secrets.</summary>
    public string Display { get; }

    /// <summary>What is sent; null where the engine fetches it.</summary>
    public BuildContext? Context { get; private init; }

    /// <summary>The parameter "remote"; null where the context is sent.</summary>
    public string? Remote { get; private init; }

    /// <summary>The Dockerfile's path in the context; null is Dockerfile.</summary>
    public string? Dockerfile { get; private init; }

    /// <summary>The Dockerfile's text; null where it is not known here.</summary>
    public string? DockerfileText { get; private init; }

    /// <summary>A folder.</summary>
    /// <param name="folder">The folder's full path.</param>
    /// <param name="dockerfile">The Dockerfile's full path; null for the folder's own.</param>
    /// <param name="dockerfileText">A Dockerfile that is in no file.</param>
    /// <param name="cancellationToken">Ends the scan of the folder.</param>
    /// <exception cref="BuildContextException">The folder or the Dockerfile is missing, or a file cannot be read.</exception>
    public static BuildSource FromFolder(string folder, string? dockerfile, string? dockerfileText, CancellationToken cancellationToken)
    {
        BuildContext context = BuildContext.FromFolder(folder, dockerfile, dockerfileText, files: null, cancellationToken);
        return new BuildSource(folder) { Context = context, Dockerfile = context.Dockerfile, DockerfileText = context.DockerfileText };
    }

    /// <summary>A Dockerfile and no files.</summary>
    public static BuildSource FromText(string text)
    {
        BuildContext context = BuildContext.FromDockerfileText(text);
        return new BuildSource("Dockerfile") { Context = context, Dockerfile = context.Dockerfile, DockerfileText = context.DockerfileText };
    }

    /// <summary>An archive.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="dockerfile">The Dockerfile's path in it; null for Dockerfile.</param>
    /// <param name="cancellationToken">Ends the search for the Dockerfile.</param>
    /// <exception cref="BuildContextException">It is no archive, or cannot be read.</exception>
    public static async Task<BuildSource> FromArchiveAsync(string path, string? dockerfile, CancellationToken cancellationToken)
    {
        if (!ContextArchive.IsArchive(path))
        {
            throw new BuildContextException($"The build context '{path}' is neither a folder nor a tar archive.", path)
            {
                Advice = "Give a folder. Where it is the Dockerfile, name it by -File beside its folder.",
            };
        }

        BuildContext context = BuildContext.FromArchive(() => ContextArchive.Open(path), dockerfile);
        return new BuildSource(path)
        {
            Context = context,
            Dockerfile = context.Dockerfile,
            DockerfileText = await ContextArchive.ReadDockerfileAsync(path, context.Dockerfile, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>A git repository, an archive or a Dockerfile that the engine fetches.</summary>
    public static BuildSource FromRemote(string url, string? dockerfile) => new(RemoteContext.Display(url)) { Remote = url, Dockerfile = dockerfile };
}
