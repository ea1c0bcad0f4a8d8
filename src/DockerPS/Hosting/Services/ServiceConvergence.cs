using System.Collections.Concurrent;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>
/// Waits for services until they have converged, with their progress by task, for one cmdlet: any number at once.
/// The swarm goes on by itself: when the command is stopped, the services stay as they are told to be, and the user is told so.
/// </summary>
internal sealed class ServiceConvergence(DockerCmdlet cmdlet)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    // Of more services at once each is looked at less often: the managers have other work, too.
    private const int LooksAtOnce = 8;

    private readonly ConcurrentDictionary<string, string> _waiting = new(StringComparer.Ordinal);
    private int _isRegistered;

    /// <summary>Waits until a service has converged.</summary>
    /// <param name="engine">A manager.</param>
    /// <param name="id">The service's id.</param>
    /// <param name="name">The service's name, for messages.</param>
    /// <param name="goal">Why it is waited for.</param>
    /// <param name="timeout">How long at the most; null is without limit.</param>
    /// <exception cref="ServiceUpdateException">The update paused after failures, or was undone.</exception>
    /// <exception cref="TimeoutException">It had not converged in time. The swarm goes on with it.</exception>
    /// <exception cref="DockerApiException">The service is gone, or the engine refused.</exception>
    public async Task WaitAsync(EngineApi engine, string id, string name, ConvergenceGoal goal, TimeSpan? timeout)
    {
        if (Interlocked.Exchange(ref _isRegistered, 1) == 0)
        {
            cmdlet.OnDispose(_ => TellWhatGoesOn(), TimeSpan.FromSeconds(1));
        }

        _waiting[id] = name;
        try
        {
            await FollowAsync(engine, id, name, goal, timeout).ConfigureAwait(false);
        }
        finally
        {
            // What is waited for when the command is stopped goes on.
            if (!cmdlet.StopToken.IsCancellationRequested)
            {
                _waiting.TryRemove(id, out _);
            }
        }
    }

    private async Task FollowAsync(EngineApi engine, string id, string name, ConvergenceGoal goal, TimeSpan? timeout)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cmdlet.StopToken);
        if (timeout is { } most)
        {
            limit.CancelAfter(most);
        }

        using var watch = new ServiceWatch(cmdlet, engine, id, name, goal);
        try
        {
            while (!await watch.LookAsync(limit.Token).ConfigureAwait(false))
            {
                await Task.Delay(s_interval * Math.Max(1, _waiting.Count / LooksAtOnce), limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cmdlet.StopToken.IsCancellationRequested)
        {
            throw watch.TimedOut(timeout.GetValueOrDefault());
        }
    }

    /// <summary>A stopped pipeline takes no more records; the host is still there.</summary>
    private Task TellWhatGoesOn()
    {
        string[] names = [.. _waiting.Values.Order(StringComparer.Ordinal)];
        if (names.Length > 0)
        {
            cmdlet.Host?.UI?.WriteLine(names.Length == 1
                ? $"Service {names[0]} goes on in the background. See: Get-DockerTask {names[0]}; Wait-DockerService {names[0]}"
                : $"{names.Length} services go on in the background: {string.Join(", ", names)}. See: Get-DockerTask; Wait-DockerService");
        }

        return Task.CompletedTask;
    }
}
