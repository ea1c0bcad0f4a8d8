using DockerPS.Engine.Api;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams.Build;

namespace DockerPS.Hosting;

/// <summary>Builds with the classic builder.</summary>
internal sealed class ClassicBuild(DockerCmdlet cmdlet, EngineApi engine, BuildRequest request, BuildReporter reporter)
{
    /// <summary>Builds. Cancelling closes the connection, by which the engine stops.</summary>
    public async Task<IBuildLog> RunAsync(IReadOnlyDictionary<string, string> proxies)
    {
        var log = new BuildLog(request.Dockerfile);
        using var bar = new BuildBar(request.Options.ShowBars ? cmdlet.Progress : static _ => { }, reporter.Activity);
        QueryString query = request.Parameters.ToQuery(request.Source.Dockerfile, request.Source.Remote, proxies);
        Func<HttpContent>? content = request.Source.Context is { } context ? () => context.CreateContent(bar, request.Options.Compress) : null;
        string? registryConfig = await request.RegistryConfig.Value.ConfigureAwait(false);
        if (registryConfig is not null)
        {
            await reporter.WarnOfReadersAsync("The credentials for the images of FROM").ConfigureAwait(false);
        }

        DockerResponse response = await engine.Images.OpenBuildAsync(query, content, registryConfig, cmdlet.StopToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            await reporter.TellWhatWasSentAsync(bar.Sent).ConfigureAwait(false);
            await reporter.ReadAsync(response, log, () => bar.Report(log)).ConfigureAwait(false);
        }

        return log;
    }
}
