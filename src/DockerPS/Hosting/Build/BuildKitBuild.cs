using System.Security.Cryptography;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Session;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Build.Trace;

namespace DockerPS.Hosting;

/// <summary>Builds with BuildKit, and has beside the build a session that gives the engine what only we have. How the engine is asked, is told by
/// those that are this.</summary>
internal abstract class BuildKitBuild(DockerCmdlet cmdlet, EngineApi engine, BuildRequest request, BuildReporter reporter)
{
    private int _warnedOfReaders;

    private protected DockerCmdlet Cmdlet => cmdlet;

    private protected EngineApi Engine => engine;

    private protected BuildRequest Request => request;

    private protected BuildReporter Reporter => reporter;

    /// <summary>The name by which the engine knows this build.</summary>
    private protected string Id { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(12)).ToLowerInvariant();

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

        BuildSession session = await BuildSession.OpenAsync(engine.Client, Services(output) with { Uploads = Uploads(bar) }, cmdlet.StopToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            bool ended = false;
            try
            {
                await BuildAsync(session.Id, log, bar, proxies).ConfigureAwait(false);
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

    /// <summary>Asks the engine to build, and reads what it tells to the end.</summary>
    /// <param name="session">The session beside the build.</param>
    /// <param name="log">Makes lines of what the engine tells.</param>
    /// <param name="bar">Told how far it is.</param>
    /// <param name="proxies">The proxy variables of docker's configuration.</param>
    /// <exception cref="OperationFailedException">The build failed.</exception>
    private protected abstract Task BuildAsync(string session, BuildKitLog log, BuildKitBar bar, IReadOnlyDictionary<string, string> proxies);

    /// <summary>What the engine fetches through the session.</summary>
    private protected virtual IReadOnlyDictionary<string, Func<Stream, CancellationToken, Task>> Uploads(BuildKitBar bar) =>
        new Dictionary<string, Func<Stream, CancellationToken, Task>>();

    /// <summary>Ends the build in the engine where it was given up here.</summary>
    private protected virtual Task CancelAsync() => Task.CompletedTask;

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
}
