using DockerPS.Engine.Api;
using DockerPS.Engine.Requests.Build;
using DockerPS.Engine.Session;
using DockerPS.Engine.Session.Control;
using DockerPS.Engine.Session.Grpc;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Build.Trace;

namespace DockerPS.Hosting;

/// <summary>Builds by BuildKit's own service: what POST /build has no words for.</summary>
internal sealed class SolvedBuild(DockerCmdlet cmdlet, EngineApi engine, BuildRequest request, BuildReporter reporter)
    : BuildKitBuild(cmdlet, engine, request, reporter)
{
    private const string ContextName = "context";

    private protected override async Task BuildAsync(string session, BuildKitLog log, BuildKitBar bar, IReadOnlyDictionary<string, string> proxies)
    {
        BuildKitSolve solve = SolveOf(session, proxies);
        using var control = new BuildKitControl(Engine.Client);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cmdlet.StopToken);
        Task<IReadOnlyDictionary<string, string>> solving = control.SolveAsync(solve, ending.Token);
        try
        {
            await ReadStatusAsync(control, log, bar, solving).ConfigureAwait(false);
            log.Take(await solving.ConfigureAwait(false));
        }
        catch (GrpcException exception)
        {
            throw log.Failure(exception.Message, BuildErrorSource.Read(exception.Details) is [var source, ..] ? source : null);
        }
        finally
        {
            // Whatever broke off here, the call's end is the build's.
            await ending.CancelAsync().ConfigureAwait(false);
            await solving.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private protected override IReadOnlyDictionary<string, Func<Stream, CancellationToken, Task>> Uploads(BuildKitBar bar)
    {
        var uploads = new Dictionary<string, Func<Stream, CancellationToken, Task>>(StringComparer.Ordinal);
        if (Request.Source.Context is { } context)
        {
            uploads[ContextName] = async (stream, token) =>
            {
                await context.WriteAsync(stream, bar, Request.Options.Compress, token).ConfigureAwait(false);
                await Reporter.TellWhatWasSentAsync(bar.Sent).ConfigureAwait(false);
            };
        }

        foreach ((NamedBuildContext named, string name) in Folders())
        {
            uploads[name] = (stream, token) => named.Files!.Value.WriteAsync(stream, progress: null, Request.Options.Compress, token);
        }

        return uploads;
    }

    private async Task ReadStatusAsync(BuildKitControl control, BuildKitLog log, BuildKitBar bar, Task solving)
    {
        try
        {
            await foreach (ReadOnlyMemory<byte> status in control.StatusAsync(Id, Cmdlet.StopToken).ConfigureAwait(false))
            {
                await Reporter.WriteAsync(log.Read(BuildTrace.Read(status.Span))).ConfigureAwait(false);
                bar.Report(log);
            }
        }
        catch (GrpcException)
        {
            // How the build ended is what its own call says, which this one may have missed: it waits for it.
            await solving.ConfigureAwait(false);
        }

        await Reporter.WriteAsync(log.Complete()).ConfigureAwait(false);
    }

    private BuildKitSolve SolveOf(string session, IReadOnlyDictionary<string, string> proxies)
    {
        var contexts = new Dictionary<string, string>(StringComparer.Ordinal);
        var inputs = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (NamedBuildContext named in Request.Options.Contexts)
        {
            contexts[named.Name] = named.Address ?? NamedBuildContext.Empty;
        }

        foreach ((NamedBuildContext named, string name) in Folders())
        {
            contexts[named.Name] = "input:" + name;
            inputs[name] = UnpackedArchive.Define(BuildSession.UploadUrl(name), $"[context {named.Name}] load files");
        }

        return Request.Parameters.ToSolve(
            new BuildKitCall(Id, session), Request.Source.Remote ?? BuildSession.UploadUrl(ContextName), Request.Source.Dockerfile, proxies, contexts) with
        {
            FrontendInputs = inputs,
        };
    }

    /// <summary>The contexts that are folders with files in them, and the names by which they are uploaded. An archive of nothing would be taken for
    /// a file: nothing is what BuildKit has a word of its own for.</summary>
    private IEnumerable<(NamedBuildContext Context, string Name)> Folders() =>
        Request.Options.Contexts.Where(static context => context.Files?.Value.IsEmpty == false).Select(static (context, index) => (context, $"named{index}"));
}
