using System.Runtime.CompilerServices;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams;

namespace DockerPS.Engine.Api;

/// <summary>What containers use, and what runs in them.</summary>
internal sealed partial class ContainerApi
{
    private static readonly TimeSpan s_sampleDistance = TimeSpan.FromSeconds(1);

    /// <summary>GET /containers/{id}/stats?stream=0: one sample. The engine takes two, a second apart, to tell the CPU's use;
    /// of one that does not run it answers at once, with zeros.</summary>
    /// <param name="id">The container.</param>
    /// <param name="name">Its name, where the answer does not tell it.</param>
    /// <param name="oneShot">Take one sample only, without the CPU's use; needs API 1.41.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    public async Task<ContainerStat> GetStatAsync(string id, string name, bool oneShot, CancellationToken cancellationToken)
    {
        string system = await GetOperatingSystemAsync(cancellationToken).ConfigureAwait(false);
        ContainerStatSample sample = await ReadSampleAsync(id, oneShot, cancellationToken).ConfigureAwait(false);
        if (!oneShot && sample.LacksPrevious)
        {
            // podman takes one sample, whatever it is asked for.
            await Task.Delay(s_sampleDistance, cancellationToken).ConfigureAwait(false);
            ContainerStatSample next = await ReadSampleAsync(id, oneShot, cancellationToken).ConfigureAwait(false);
            next.Follow(sample);
            sample = next;
        }

        return sample.ToModel(engine.Connection, system, id, name);
    }

    /// <summary>GET /containers/{id}/stats?stream=1: a sample each second until the container is removed; zeros while it does not run.
    /// The first one of a run has no CpuPercent.</summary>
    public async IAsyncEnumerable<ContainerStat> FollowStatsAsync(string id, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string system = await GetOperatingSystemAsync(cancellationToken).ConfigureAwait(false);
        DockerResponse response = await engine.Client.SendAsync(
            WaitingRequest(HttpMethod.Get, id, "/stats", new QueryString().Add("stream", "1")), cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            var samples = new JsonSequenceReader<ContainerStatSample>(response.Body, EngineJson.Of<ContainerStatSample>());
            await foreach (ContainerStatSample sample in samples.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return sample.ToModel(engine.Connection, system, id, name);
            }
        }
    }

    /// <summary>GET /containers/{id}/top: what ps says on the engine's machine, as it says it.</summary>
    /// <param name="id">The container, running.</param>
    /// <param name="options">The options of ps, blanks between them; null is the engine's own choice, -ef.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    public Task<ProcessTable> GetProcessesAsync(string id, string? options, CancellationToken cancellationToken) =>
        engine.Client.SendJsonAsync(
            Request(HttpMethod.Get, id, "/top", new QueryString().Add("ps_args", options)), EngineJson.Of<ProcessTable>(), cancellationToken);

    private Task<ContainerStatSample> ReadSampleAsync(string id, bool oneShot, CancellationToken cancellationToken) =>
        engine.Client.SendJsonAsync(
            Request(HttpMethod.Get, id, "/stats", new QueryString().Add("stream", "0").Add("one-shot", oneShot)),
            EngineJson.Of<ContainerStatSample>(),
            cancellationToken);

    // A sample tells the system only from API 1.52.
    private async Task<string> GetOperatingSystemAsync(CancellationToken cancellationToken) =>
        (await engine.Client.IdentifyAsync(cancellationToken).ConfigureAwait(false)).OperatingSystem;
}
