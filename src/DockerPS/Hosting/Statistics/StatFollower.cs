using System.Collections.Concurrent;
using System.Threading.Channels;
using DockerPS.Engine;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting.Statistics;

/// <summary>Follows what containers of one engine use, and writes it in rounds: the engine takes the samples of all of them at once, each second,
/// and so they come out together and in the same order, whatever other engines say between.</summary>
internal sealed class StatFollower(DockerCmdlet cmdlet, EngineApi engine)
{
    // Long enough for the samples of hundreds of containers, which the engine takes one after the other, and well under its second.
    private static readonly TimeSpan s_gathering = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, FollowedContainer> _containers = new();

    // The latest of each container only: a pipeline that is slow must not pile them up.
    private readonly ConcurrentDictionary<FollowedContainer, ContainerStat> _waiting = new();

    private readonly Channel<bool> _round = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _sources = 1;
    private int _number;
    private int _lost;

    public EngineApi Engine => engine;

    /// <summary>No further source comes: the rounds end when those that are there have ended.</summary>
    public void Close() => EndSource();

    /// <summary>Counts a source of samples; its end is <see cref="EndSource"/>.</summary>
    public void BeginSource() => Interlocked.Increment(ref _sources);

    public void EndSource()
    {
        if (Interlocked.Decrement(ref _sources) == 0)
        {
            _round.Writer.TryComplete();
        }
    }

    /// <summary>True for the first loss of the connection: it cuts all the streams, and is one error.</summary>
    public bool IsFirstLoss() => Interlocked.Exchange(ref _lost, 1) == 0;

    /// <summary>Takes a container up. Null where it is followed already.</summary>
    public FollowedContainer? Begin(string id, string name, CancellationToken stop)
    {
        var container = new FollowedContainer(id, name, Interlocked.Increment(ref _number), stop);
        if (!_containers.TryAdd(id, container))
        {
            container.Dispose();
            return null;
        }

        BeginSource();
        return container;
    }

    /// <summary>Leaves a container, and what it said last.</summary>
    public void Leave(string id)
    {
        if (_containers.TryRemove(id, out FollowedContainer? container))
        {
            container.Leave();
            _waiting.TryRemove(container, out _);
        }
    }

    /// <summary>Reads a container's samples until it is removed or left.</summary>
    public async Task FollowAsync(FollowedContainer container)
    {
        try
        {
            bool runs = false;
            await foreach (ContainerStat stat in engine.Containers.FollowStatsAsync(container.Id, container.Name, container.Token).ConfigureAwait(false))
            {
                bool isFirst = stat.Time is not null && !runs;
                runs = stat.Time is not null;
                if (isFirst && stat.CpuPercent is null)
                {
                    // The first sample of a run has none before it to compare with; the next comes in a second.
                    continue;
                }

                _waiting[container] = stat;
                _round.Writer.TryWrite(true);
            }
        }
        catch (OperationCanceledException) when (container.IsLeft)
        {
            // It has ended, which is why it was left.
        }
        finally
        {
            _containers.TryRemove(new KeyValuePair<string, FollowedContainer>(container.Id, container));
            container.Dispose();
            EndSource();
        }
    }

    /// <summary>Writes the rounds until all sources have ended.</summary>
    public async Task WriteRoundsAsync()
    {
        while (await _round.Reader.WaitToReadAsync(cmdlet.StopToken).ConfigureAwait(false))
        {
            await Task.Delay(s_gathering, cmdlet.StopToken).ConfigureAwait(false);
            _round.Reader.TryRead(out _);
            List<ContainerStat> stats = [];
            foreach (FollowedContainer container in _waiting.Keys.OrderBy(static container => container.Number))
            {
                if (_waiting.TryRemove(container, out ContainerStat? stat))
                {
                    stats.Add(stat);
                }
            }

            await cmdlet.WriteManyAsync(stats).ConfigureAwait(false);
        }
    }
}
