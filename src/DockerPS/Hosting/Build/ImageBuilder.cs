using System.Globalization;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Hosting;

/// <summary>Builds one image on one engine with the classic builder, and tells the cmdlet's streams how it goes.</summary>
internal sealed class ImageBuilder
{
    private readonly DockerCmdlet _cmdlet;
    private readonly EngineApi _engine;
    private readonly BuildRequest _request;
    private readonly string _source;
    private readonly string _mark;

    /// <param name="cmdlet">The cmdlet whose streams are written to.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="request">What to build.</param>
    /// <param name="source">The name on the information records: the cmdlet's.</param>
    public ImageBuilder(DockerCmdlet cmdlet, EngineApi engine, BuildRequest request, string source)
    {
        _cmdlet = cmdlet;
        _engine = engine;
        _request = request;
        _source = source;
        _mark = request.IsOneOfMany ? $"[{engine.Connection.Name}] " : "";
    }

    /// <summary>Builds. Cancelling closes the connection, by which the engine stops.</summary>
    /// <exception cref="OperationFailedException">A step failed.</exception>
    /// <exception cref="InvalidResponseException">The engine ended without an image and without a reason.</exception>
    public async Task<ImageDetail> BuildAsync()
    {
        using var bar = new BuildBar(_cmdlet.Progress, $"Building {_request.Display} on {_engine.Connection.Name}");
        BuildLog log = await RunAsync(bar).ConfigureAwait(false);
        string id = log.ImageId ?? throw new InvalidResponseException("The engine ended the build without an image and without an error.");
        string? reference = _request.Parameters.Tags.Count > 0 ? ImageReference.Parse(_request.Parameters.Tags[0]).WithDefaultTag().Familiar : null;
        return await _engine.Images.InspectAsync(id, reference, _cmdlet.StopToken).ConfigureAwait(false);
    }

    private async Task<BuildLog> RunAsync(BuildBar bar)
    {
        var log = new BuildLog();
        IReadOnlyDictionary<string, string> proxies = DockerConfigFile.Load(DockerEnvironment.Current.ConfigFolder).ProxyEnvironment(_engine.Connection.Endpoint);
        QueryString query = _request.Parameters.ToQuery(_request.Source.Dockerfile, _request.Source.Remote, proxies);
        Func<HttpContent>? content = _request.Source.Context is { } context ? () => context.CreateContent(bar) : null;
        string? registryConfig = await _request.RegistryConfig.Value.ConfigureAwait(false);
        if (registryConfig is not null && _engine.Connection.IsReadableOnTheWay)
        {
            await _cmdlet.WarnAsync(
                $"{_mark}The credentials for the images of FROM go to '{_engine.Connection.Name}' over plain TCP: everyone on the way can read them. Use TLS or ssh.").ConfigureAwait(false);
        }

        DockerResponse response = await _engine.Images.OpenBuildAsync(query, content, registryConfig, _cmdlet.StopToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            await TellWhatWasSentAsync(bar.Sent).ConfigureAwait(false);
            var messages = new JsonSequenceReader<JsonMessage>(response.Body, StreamJsonContext.Default.JsonMessage);
            await foreach (JsonMessage message in messages.ReadAllAsync(_cmdlet.StopToken).ConfigureAwait(false))
            {
                await WriteAsync(log.Read(message)).ConfigureAwait(false);
                bar.Report(log);
            }

            await WriteAsync(log.Complete()).ConfigureAwait(false);
        }

        return log;
    }

    private async Task WriteAsync(IReadOnlyList<BuildLogEntry> entries)
    {
        foreach (BuildLogEntry entry in entries)
        {
            if (entry.IsWarning)
            {
                await _cmdlet.WarnAsync(_mark + entry.Text).ConfigureAwait(false);
            }
            else if (!_request.Parameters.Quiet)
            {
                await _cmdlet.InformAsync(_mark + entry.Text, _source).ConfigureAwait(false);
            }
        }
    }

    private async Task TellWhatWasSentAsync(ArchiveProgress sent)
    {
        if (sent.Bytes > 0)
        {
            string entries = sent.Files > 0 ? string.Create(CultureInfo.InvariantCulture, $", {sent.Files} entries") : "";
            await _cmdlet.VerboseAsync($"{_mark}Sent the build context to {_engine.Connection.Name}: {ViewText.Size(sent.Bytes)}{entries}.").ConfigureAwait(false);
        }
    }
}
