using System.Security.Cryptography;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests.Build;
using DockerPS.Engine.Session;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Build.Trace;

namespace DockerPS.Hosting;

/// <summary>Builds with BuildKit: POST /build, and beside it a session that gives the engine what only we have.</summary>
internal sealed class BuildKitBuild(DockerCmdlet cmdlet, EngineApi engine, BuildRequest request, BuildReporter reporter)
{
    private static readonly TimeSpan s_cancelLimit = TimeSpan.FromSeconds(3);

    private readonly string _id = Convert.ToHexString(RandomNumberGenerator.GetBytes(12)).ToLowerInvariant();
    private int _warnedOfReaders;

    /// <summary>Builds. Cancelling ends the build in the engine, too.</summary>
    /// <param name="proxies">The proxy variables of docker's configuration.</param>
    /// <param name="output">Takes the files of the result; null where the engine keeps it.</param>
    public async Task<IBuildLog> RunAsync(IReadOnlyDictionary<string, string> proxies, Func<Stream, CancellationToken, Task>? output)
    {
        var log = new BuildKitLog(request.Dockerfile);
        using var bar = new BuildKitBar(request.Options.ShowBars ? cmdlet.Progress : static _ => { }, reporter.Activity);
        if (request.Options.Secrets.Count > 0)
        {
            await reporter.WarnOfReadersAsync("The secrets of the build").ConfigureAwait(false);
        }

        BuildSession session = await BuildSession.OpenAsync(engine.Client, Services(output), cmdlet.StopToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            bool ended = false;
            try
            {
                QueryString query = request.Parameters.ToQuery(request.Source.Dockerfile, request.Source.Remote, proxies, new BuildKitCall(_id, session.Id));
                Func<HttpContent>? content = request.Source.Context is { } context ? () => context.CreateContent(bar, request.Options.Compress) : null;
                DockerResponse response = await engine.Images.OpenBuildAsync(query, content, null, cmdlet.StopToken).ConfigureAwait(false);
                await using (response.ConfigureAwait(false))
                {
                    await reporter.TellWhatWasSentAsync(bar.Sent).ConfigureAwait(false);
                    await reporter.ReadAsync(response, log, () => bar.Report(log)).ConfigureAwait(false);
                }

                ended = true;
            }
            catch (OperationFailedException) when (session.Failure is { } own)
            {
                // The engine knows only that something of ours broke off.
                ended = true;
                throw Rethrown(own);
            }
            catch (Exception exception) when (exception is OperationFailedException or DockerApiException)
            {
                ended = true;
                throw;
            }
            finally
            {
                if (!ended)
                {
                    await CancelAsync().ConfigureAwait(false);
                }
            }
        }

        return log;
    }

    private static Exception Rethrown(Exception own) => own switch
    {
        DockerException or IOException or UnauthorizedAccessException => own,
        _ => new InvalidResponseException($"The session beside the build failed: {own.Message}", own),
    };

    private BuildSessionServices Services(Func<Stream, CancellationToken, Task>? output) => new()
    {
        Credentials = CredentialsAsync,
        Secrets = request.Options.Secrets,
        SshForwards = request.Options.SshForwards,
        ReceiveOutput = output,
        Log = line => _ = cmdlet.VerboseAsync(line).AsTask(),
    };

    private async Task<RegistryAuth?> CredentialsAsync(string host, CancellationToken cancellationToken)
    {
        RegistryAuth? auth = await request.Credentials.Value.FindAsync(host, cancellationToken).ConfigureAwait(false);
        if (auth is not null && Interlocked.Exchange(ref _warnedOfReaders, 1) == 0)
        {
            await reporter.WarnOfReadersAsync("The credentials for the build's images").ConfigureAwait(false);
        }

        return auth;
    }

    /// <summary>Closing the connection ends a build, too, but only where nothing stands between us and the engine.</summary>
    private async Task CancelAsync()
    {
        using var limit = new CancellationTokenSource(s_cancelLimit);
        try
        {
            await engine.Images.CancelBuildAsync(_id, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DockerException or OperationCanceledException)
        {
            // Why the build was given up is what counts.
        }
    }
}
