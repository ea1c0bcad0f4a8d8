using DockerPS.Engine.Api;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests.Build;
using DockerPS.Engine.Streams.Build.Trace;

namespace DockerPS.Hosting;

/// <summary>Builds with BuildKit by POST /build.</summary>
internal sealed class PostedBuild(DockerCmdlet cmdlet, EngineApi engine, BuildRequest request, BuildReporter reporter)
    : BuildKitBuild(cmdlet, engine, request, reporter)
{
    private static readonly TimeSpan s_cancelLimit = TimeSpan.FromSeconds(3);

    private protected override async Task BuildAsync(string session, BuildKitLog log, BuildKitBar bar, IReadOnlyDictionary<string, string> proxies)
    {
        QueryString query = Request.Parameters.ToQuery(Request.Source.Dockerfile, Request.Source.Remote, proxies, new BuildKitCall(Id, session));
        Func<HttpContent>? content = Request.Source.Context is { } context ? () => context.CreateContent(bar, Request.Options.Compress) : null;
        DockerResponse response = await Engine.Images.OpenBuildAsync(query, content, null, Cmdlet.StopToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            await Reporter.TellWhatWasSentAsync(bar.Sent).ConfigureAwait(false);
            await Reporter.ReadAsync(response, log, () => bar.Report(log)).ConfigureAwait(false);
        }
    }

    /// <summary>Closing the connection ends a build, too, but only where nothing stands between us and the engine.</summary>
    private protected override async Task CancelAsync()
    {
        using var limit = new CancellationTokenSource(s_cancelLimit);
        try
        {
            await Engine.Images.CancelBuildAsync(Id, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DockerException or OperationCanceledException)
        {
            // Why the build was given up is what counts.
        }
    }
}
