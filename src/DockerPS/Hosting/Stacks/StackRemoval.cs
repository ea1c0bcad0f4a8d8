using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Transport;

namespace DockerPS.Hosting;

/// <summary>Removes a stack: its services, then secrets, configs and networks, and waits for tasks and networks to go.</summary>
/// <param name="cmdlet">Asks, and shows how far it is.</param>
/// <param name="guard">Runs work for one part; its failure is an error record. False where it failed.</param>
internal sealed class StackRemoval(EngineCmdlet cmdlet, Func<EngineApi, object, Func<Task>, Task<bool>> guard)
{
    // By these words a swarm refuses to remove a network; the task's id follows.
    private const string HeldByTask = "is in use by task ";

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    // Far from the ids that scripts choose for their own bars, and from those of other bars of this module.
    private static int s_lastId = 0x0D5F_0000;

    /// <summary>Removes what is given of a stack. False where not all of it could be.</summary>
    public async Task<bool> RemoveAsync(EngineApi engine, IReadOnlyList<StackPart> parts, int throttleLimit)
    {
        bool isDone = true;
        HashSet<string> services = [.. parts.Where(static part => part.Kind == ResourceKind.Service).Select(static part => part.Id)];
        // Services hold on to what they use.
        foreach (IGrouping<bool, StackPart> group in parts.GroupBy(static part => part.Kind != ResourceKind.Service).OrderBy(static group => group.Key))
        {
            await Parallel.ForEachAsync(group, new ParallelOptions { MaxDegreeOfParallelism = throttleLimit }, async (part, _) =>
            {
                cmdlet.StopToken.ThrowIfCancellationRequested();
                if (!await guard(engine, part.Name, () => StackParts.TellAsync(part.Kind, part.Name, () => RemoveAsync(engine, part, services))).ConfigureAwait(false))
                {
                    isDone = false;
                }
            }).ConfigureAwait(false);
        }

        return isDone;
    }

    /// <summary>Waits until no task of the stack runs any more, and the networks that were removed are gone.</summary>
    /// <exception cref="TimeoutException">It took longer than the limit. The swarm goes on with it.</exception>
    public async Task WaitAsync(EngineApi engine, string stack, IReadOnlyList<StackPart> removed, TimeSpan? timeout)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cmdlet.StopToken);
        if (timeout is { } most)
        {
            limit.CancelAfter(most);
        }

        HashSet<string> own = [.. removed.Where(static part => part.Kind == ResourceKind.Network).Select(static part => part.Id)];
        int id = Interlocked.Increment(ref s_lastId);
        string activity = $"Removing stack {stack}";
        (int tasks, int networks) = (0, 0);
        try
        {
            while (true)
            {
                tasks = await engine.Stacks.CountTasksAsync(stack, limit.Token).ConfigureAwait(false);
                networks = await engine.Stacks.CountNetworksAsync(stack, own, limit.Token).ConfigureAwait(false);
                if (tasks + networks == 0)
                {
                    return;
                }

                cmdlet.Progress(new ProgressRecord(id, activity, $"{tasks} tasks and {networks} networks are there still"));
                await Task.Delay(s_interval, limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cmdlet.StopToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"Stack '{stack}' on '{engine.Connection.Name}' is removed, but {tasks} tasks and {networks} networks were there still after {ConnectErrors.Seconds(timeout.GetValueOrDefault())}. The swarm goes on with it.");
        }
        finally
        {
            cmdlet.Progress(new ProgressRecord(id, activity, "Ended") { RecordType = ProgressRecordType.Completed });
        }
    }

    private async Task RemoveAsync(EngineApi engine, StackPart part, IReadOnlySet<string> services)
    {
        while (true)
        {
            try
            {
                await cmdlet.ChangeAsync(token => engine.Stacks.RemoveAsync(part, token)).ConfigureAwait(false);
                return;
            }
            catch (DockerApiException gone) when (gone.StatusCode == 404)
            {
                await cmdlet.VerboseAsync(gone.Message).ConfigureAwait(false);
                return;
            }
            catch (DockerApiException held) when (part.Kind == ResourceKind.Network && held.Message.Contains(HeldByTask, StringComparison.Ordinal))
            {
                // For a moment the swarm has tasks of a service that is gone, which are about to go as well. Those of others stay.
                string task = held.Message[(held.Message.LastIndexOf(HeldByTask, StringComparison.Ordinal) + HeldByTask.Length)..].TrimEnd('.');
                if (!await engine.Stacks.IsTaskOfAsync(task, services, cmdlet.StopToken).ConfigureAwait(false))
                {
                    throw;
                }
            }

            await Task.Delay(s_interval, cmdlet.StopToken).ConfigureAwait(false);
        }
    }
}
