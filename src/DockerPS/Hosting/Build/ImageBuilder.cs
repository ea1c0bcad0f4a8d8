using System.Diagnostics;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Requests.Build;
using DockerPS.Engine.Streams.Build;

namespace DockerPS.Hosting;

/// <summary>Builds one image on one engine, with the builder that fits, and tells the cmdlet's streams how it goes.</summary>
internal sealed class ImageBuilder
{
    /// <summary>From here on engines take the word cacheonly and then have no exporter of that name (docker 26.0, BuildKit 0.13).</summary>
    private static readonly ApiVersion s_noCacheOnly = new(1, 45);

    // Engine 23.0, the first whose BuildKit knows them.
    private static readonly ApiVersion s_namedContexts = new(1, 42);

    private readonly DockerCmdlet _cmdlet;
    private readonly EngineApi _engine;
    private readonly BuildRequest _request;
    private readonly BuildReporter _reporter;

    /// <param name="cmdlet">The cmdlet whose streams are written to.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="request">What to build.</param>
    /// <param name="source">The name on the information records: the cmdlet's.</param>
    public ImageBuilder(DockerCmdlet cmdlet, EngineApi engine, BuildRequest request, string source)
    {
        _cmdlet = cmdlet;
        _engine = engine;
        _request = request;
        _reporter = new BuildReporter(cmdlet, engine.Connection, request, source);
    }

    /// <summary>Builds.</summary>
    /// <returns>The image, or what else came of it; null where all of it went to the pipeline.</returns>
    /// <exception cref="OperationFailedException">A step failed.</exception>
    /// <exception cref="InvalidResponseException">The engine ended without an image and without a reason.</exception>
    public async Task<DockerObject?> BuildAsync()
    {
        EngineIdentity identity = await _engine.Client.IdentifyAsync(_cmdlet.StopToken).ConfigureAwait(false);
        BuildOptions options = _request.Options;
        BuilderType builder = BuilderChoice.Choose(options.Builder, options.NeedBuildKit, identity, _engine.Connection.Name, DockerEnvironment.Current);
        if (builder == BuilderType.BuildKit)
        {
            await CheckForBuildKitAsync().ConfigureAwait(false);
        }

        BuildFiles.Forget(options.ImageIdFile);
        IReadOnlyDictionary<string, string> proxies = DockerConfigFile.Load(DockerEnvironment.Current.ConfigFolder).ProxyEnvironment(_engine.Connection.Endpoint);
        long begin = Stopwatch.GetTimestamp();
        BuildRequest request = _request;
        BuildOutputReceiver? receiver = null;
        Func<Stream, CancellationToken, Task>? receive = null;
        if (_request.Parameters.Output is { ComesHere: true } output)
        {
            receiver = new BuildOutputReceiver(_cmdlet, _request, output, _engine.Connection);
            receive = receiver.ReceiveAsync;
        }
        else if (_request.Parameters.Output is { IsCacheOnly: true } && options.NeedService.Count == 0 && identity.EngineApiVersion >= s_noCacheOnly)
        {
            // Taken here and thrown away, it leaves no more behind than its cache.
            request = _request with { Parameters = _request.Parameters with { Output = BuildOutputSpec.Tar } };
            receive = static (archive, token) => archive.CopyToAsync(Stream.Null, token);
        }

        IBuildLog log;
        try
        {
            log = builder == BuilderType.BuildKit
                ? await BuildKit(request).RunAsync(proxies, receive).ConfigureAwait(false)
                : await new ClassicBuild(_cmdlet, _engine, _request, _reporter).RunAsync(proxies).ConfigureAwait(false);
            if (receiver is not null)
            {
                await receiver.CommitAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            if (receiver is not null)
            {
                await receiver.DisposeAsync().ConfigureAwait(false);
            }
        }

        TimeSpan duration = Stopwatch.GetElapsedTime(begin);
        if (_request.Parameters.Output is { IsImage: false } elsewhere)
        {
            return await ResultAsync(elsewhere, receiver, builder, log, duration).ConfigureAwait(false);
        }

        string id = log.ImageId ?? throw new InvalidResponseException("The engine ended the build without an image and without an error.");
        string? reference = _request.Parameters.Tags.Count > 0 ? ImageReference.Parse(_request.Parameters.Tags[0]).WithDefaultTag().Familiar : null;
        ImageDetail image = await _engine.Images.InspectAsync(id, reference, _cmdlet.StopToken).ConfigureAwait(false);
        await BuildFiles.WriteIdAsync(options.ImageIdFile, image.Id).ConfigureAwait(false);
        await BuildFiles.WriteMetadataAsync(options.MetadataFile, image.Id, _request.Parameters.Tags, log.Exported).ConfigureAwait(false);
        return new BuiltImage(image)
        {
            Builder = builder.ToString(),
            Duration = duration,
            Steps = [.. log.Steps],
            Warnings = [.. _reporter.Warnings],
        };
    }

    private BuildKitBuild BuildKit(BuildRequest request) => request.Options.NeedService.Count > 0
        ? new SolvedBuild(_cmdlet, _engine, request, _reporter)
        : new PostedBuild(_cmdlet, _engine, request, _reporter);

    private async Task<BuildResult?> ResultAsync(BuildOutputSpec output, BuildOutputReceiver? receiver, BuilderType builder, IBuildLog log, TimeSpan duration)
    {
        if (output.Destination == BuildOutputSpec.Pipeline)
        {
            return null;
        }

        foreach (string warning in receiver?.Warnings ?? [])
        {
            await _reporter.WarnAsync(warning).ConfigureAwait(false);
        }

        await BuildFiles.WriteMetadataAsync(_request.Options.MetadataFile, null, _request.Parameters.Tags, log.Exported).ConfigureAwait(false);
        return new BuildResult
        {
            Connection = _engine.Connection,
            OutputType = output.Type,
            Path = output.ComesHere ? _request.Options.OutputPath : null,
            Files = [.. receiver?.Files ?? []],
            Builder = builder.ToString(),
            Duration = duration,
            Steps = [.. log.Steps],
            Warnings = [.. _reporter.Warnings],
        };
    }

    /// <summary>What the engine would refuse after the whole context was sent, or pass over without a word.</summary>
    private async Task CheckForBuildKitAsync()
    {
        if (_request.Parameters.NetworkMode is { } network and not ("default" or "host" or "none"))
        {
            throw new InvalidRequestException("BadNetwork", $"-Network '{Engine.DisplayText.Of(network)}': BuildKit knows default, host and none only.")
            {
                Advice = "-Builder Classic builds in any network.",
            };
        }

        if (_request.Options.Contexts.Count > 0)
        {
            await _engine.RequireAsync(s_namedContexts, "-BuildContext", _cmdlet.StopToken).ConfigureAwait(false);
        }

        if (_request.Options.NeedService.Count > 0 && _request.Parameters.ExtraHosts.Any(static host => host.EndsWith(":host-gateway", StringComparison.Ordinal)))
        {
            throw new InvalidRequestException("BadAddHost", $"-AddHost: what host-gateway is, the engine puts in only for builds without {Names(_request.Options.NeedService)}. Give the address.");
        }

        await CheckStoreAsync().ConfigureAwait(false);
        if (_request.Options.ClassicOnly.Count > 0)
        {
            await _reporter.WarnAsync($"BuildKit takes no notice of {Names(_request.Options.ClassicOnly)}; -Builder Classic does.").ConfigureAwait(false);
        }
    }

    /// <summary>Several platforms, annotations and attestations are in an image's index, which only one of an engine's two stores keeps.</summary>
    private async Task CheckStoreAsync()
    {
        BuildParameters parameters = _request.Parameters;
        string[] needed =
        [
            .. parameters.Platforms.Count > 1 ? ["several of -Platform"] : Array.Empty<string>(),
            .. parameters.Annotations.Count > 0 ? ["-Annotation"] : Array.Empty<string>(),
            .. parameters.Attestations.Count > 0 ? ["-Attest"] : Array.Empty<string>(),
        ];
        if (needed.Length == 0 || parameters.Output is { IsImage: false })
        {
            return;
        }

        EngineInfo info = await _engine.System.GetInfoAsync(_cmdlet.StopToken).ConfigureAwait(false);
        if (!info.HasContainerdStore)
        {
            throw new NotSupportedByEngineException(
                $"'{_engine.Connection.Name}' cannot keep what {string.Join(", ", needed)} would make: its image store ({info.StorageDriver}) has images of one platform and without index. "
                + "It takes an engine with the containerd image store (in its daemon.json: \"features\": { \"containerd-snapshotter\": true }).");
        }
    }

    private static string Names(IEnumerable<string> parameters) => string.Join(", ", parameters.Select(static name => "-" + name));
}
