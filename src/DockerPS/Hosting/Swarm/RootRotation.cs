using System.Management.Automation;
using System.Security.Cryptography;
using System.Text;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Waits until all nodes of a swarm have changed over to a new root certificate: first each gets a certificate that the new one has signed,
/// then all trust only the new one.</summary>
/// <param name="engine">A manager.</param>
/// <param name="show">Takes the progress.</param>
/// <param name="limit">How long to wait; null is without limit.</param>
/// <param name="cancellationToken">Ends the wait; the swarm goes on by itself.</param>
internal sealed class RootRotation(EngineApi engine, Action<ProgressRecord> show, TimeSpan? limit, CancellationToken cancellationToken)
{
    private const int Percent = 50;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private static int s_lastId = 0x0D10_0000;

    private readonly int _activity = Interlocked.Increment(ref s_lastId);

    /// <exception cref="TimeoutException">It took longer than the limit; the message names the nodes that are left.</exception>
    public async Task WaitAsync()
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (limit is { } most)
        {
            limited.CancelAfter(most);
        }

        RootRotationState state = new();
        try
        {
            while (!state.IsDone)
            {
                state = await engine.Swarm.GetRootRotationAsync(limited.Token).ConfigureAwait(false);
                Show(state);
                if (!state.IsDone)
                {
                    await Task.Delay(s_pause, limited.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"Not all nodes have changed over to the new root certificate within {limit}; the swarm goes on by itself. Left are: {string.Join(", ", state.Left)}.");
        }
        finally
        {
            show(new ProgressRecord(_activity, "New root certificate", "Ended") { RecordType = ProgressRecordType.Completed });
        }
    }

    private void Show(RootRotationState state) => show(new ProgressRecord(
        _activity,
        $"New root certificate {Fingerprint(state.RootCertificate)} on {engine.Connection.Name}",
        $"{state.WithCertificate} of {state.Total} nodes have new certificates, {state.WithRoot} trust the new root only")
    {
        PercentComplete = state.Total == 0 ? 0 : ((state.WithCertificate + state.WithRoot) * Percent) / state.Total,
    });

    private static string Fingerprint(string pem) => ShortId.Of(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(pem))).ToLowerInvariant());
}
