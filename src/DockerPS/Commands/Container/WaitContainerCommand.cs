using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams;
using DockerPS.Engine.Transport;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Waits for containers to end, to be healthy, to run or to be gone.</summary>
/// <remarks>
/// <para>All containers are waited for side by side; each result is returned as it comes. The twin of docker wait
/// (POST /containers/{id}/wait), and with -For more than that (GET /events).</para>
/// <para>Stopping the command does nothing to the containers.</para>
/// </remarks>
/// <example>
/// <title>Wait for a job and use its exit code</title>
/// <code>(Wait-Container backup).ExitCode</code>
/// <para>Waits until the container backup has ended and shows its exit code.</para>
/// </example>
/// <example>
/// <title>Wait until a service is ready</title>
/// <code>Run-Container -d -Name db -HealthCommand pg_isready postgres | Wait-Container -For Healthy -Timeout 60</code>
/// <para>Waits until the health check says healthy. After 60 seconds, or if the container ends first, it is an error.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Wait, "Container", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ContainerWaitResult))]
public sealed class WaitContainerCommand : ContainerTargetCmdlet
{
    private const string NotRunning = "not-running";

    /// <summary>What to wait for: Exit (default), Healthy, Removed or Running.</summary>
    [Parameter]
    public WaitCondition For { get; set; } = WaitCondition.Exit;

    /// <summary>How long to wait for each container: seconds, a TimeSpan, or docker's 1m30s. Without end by default. A wait that is over is an error.</summary>
    [Parameter]
    [DurationTransformation(IsLimit = true)]
    public TimeSpan? Timeout { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        await foreach (ResolvedContainer container in ResolveAsync().ConfigureAwait(false))
        {
            await QueueAsync(() => GuardAsync(container.Engine.Connection, container.Target, () => WaitAsync(container))).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(ResolvedContainer container)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        if (Timeout is { } timeout)
        {
            limit.CancelAfter(timeout);
        }

        try
        {
            await WriteAsync(For switch
            {
                WaitCondition.Exit => await WaitForEndAsync(container, NotRunning, limit.Token).ConfigureAwait(false),
                WaitCondition.Removed => await WaitForRemovalAsync(container, limit.Token).ConfigureAwait(false),
                _ => await WaitForStateAsync(container, limit.Token).ConfigureAwait(false),
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!StopToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Container '{container.Label}' on '{container.Engine.Connection.Name}' {NotYet} after {ConnectErrors.Seconds(Timeout.GetValueOrDefault())}. It was left as it is.");
        }
    }

    private string NotYet => For switch
    {
        WaitCondition.Exit => "had not ended",
        WaitCondition.Healthy => "was not healthy",
        WaitCondition.Removed => "was not removed",
        _ => "was not running",
    };

    private static async Task<ContainerWaitResult> WaitForEndAsync(ResolvedContainer container, string condition, CancellationToken cancellationToken)
    {
        try
        {
            WaitResult result = await container.Engine.Containers.WaitAsync(container.Id, condition, cancellationToken).ConfigureAwait(false);
            return Result(container, result.StatusCode, result.Error?.Message);
        }
        catch (ConnectionLostException lost)
        {
            ContainerDetail now = await LookAgainAsync(container, lost, cancellationToken).ConfigureAwait(false);
            return condition == NotRunning && now.State is "exited" or "dead" ? Result(container, now.ExitCode, null) : throw StillWaiting(container, now, lost);
        }
    }

    /// <summary>One that is gone already, such as an -AutoRemove container between its making and this, is what was waited for.</summary>
    private static async Task<ContainerWaitResult> WaitForRemovalAsync(ResolvedContainer container, CancellationToken cancellationToken)
    {
        try
        {
            return await WaitForEndAsync(container, "removed", cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException gone) when (gone.StatusCode == 404)
        {
            return Result(container, null, null);
        }
    }

    /// <summary>Listens to the container's events first and looks at it then, so that nothing between is missed.</summary>
    private async Task<ContainerWaitResult> WaitForStateAsync(ResolvedContainer container, CancellationToken cancellationToken)
    {
        try
        {
            return await FollowStateAsync(container, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectionLostException lost)
        {
            ContainerDetail now = await LookAgainAsync(container, lost, cancellationToken).ConfigureAwait(false);
            return IsReached(now) ? Result(container, null, null) : throw StillWaiting(container, now, lost);
        }
    }

    private async Task<ContainerWaitResult> FollowStateAsync(ResolvedContainer container, CancellationToken cancellationToken)
    {
        var filters = new Filters().Add("type", "container").Add("container", container.Id);
        await using DockerResponse response = await container.Engine.System.OpenEventsAsync(filters, cancellationToken).ConfigureAwait(false);
        await using IAsyncEnumerator<EventMessage> events = new JsonSequenceReader<EventMessage>(response.Body, EngineJson.Of<EventMessage>())
            .ReadAllAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            ContainerDetail now = await container.Engine.Containers.InspectAsync(container.Id, size: false, cancellationToken).ConfigureAwait(false);
            if (IsReached(now))
            {
                return Result(container, null, null);
            }

            if (!await events.MoveNextAsync().ConfigureAwait(false))
            {
                throw new ConnectionLostException("The engine ended its events.");
            }
        }
    }

    private static async Task<ContainerDetail> LookAgainAsync(ResolvedContainer container, ConnectionLostException lost, CancellationToken cancellationToken)
    {
        try
        {
            return await container.Engine.Containers.InspectAsync(container.Id, size: false, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException gone) when (gone.StatusCode == 404)
        {
            throw new ConnectionLostException($"The connection was lost while container '{container.Label}' was waited for, and it is gone now: how it ended is not known.", lost);
        }
        catch (DockerException silent)
        {
            throw new ConnectionLostException(
                $"The connection was lost while container '{container.Label}' was waited for, and the engine could not be asked what became of it: {silent.Message}", lost);
        }
    }

    private static ConnectionLostException StillWaiting(ResolvedContainer container, ContainerDetail now, ConnectionLostException lost) =>
        new($"The connection was lost while container '{container.Label}' was waited for. The container itself is {now.State}.", lost)
        {
            Advice = "Wait for it again.",
        };

    private bool IsReached(ContainerDetail container)
    {
        bool running = container.State is "running";
        if (For == WaitCondition.Running)
        {
            return running;
        }

        // What has not been started yet has no health, whether there is a check or not.
        if (container.State is not "created" && container.HealthDetail is null or { Status: "none" })
        {
            throw new InvalidRequestException("NoHealthCheck", $"Container '{container.Name}' has no health check.")
            {
                Advice = "Give it one with -HealthCommand, or wait with -For Running.",
            };
        }

        if (container.State is "exited" or "dead")
        {
            throw new InvalidRequestException("ContainerEnded", $"Container '{container.Name}' ended with exit code {container.ExitCode} before it was healthy.");
        }

        return running && container.Health == "healthy";
    }

    private static ContainerWaitResult Result(ResolvedContainer container, long? exitCode, string? error) => new()
    {
        Connection = container.Engine.Connection,
        Id = container.Id,
        Name = container.Name,
        ExitCode = exitCode,
        Error = error is { Length: > 0 } ? error : null,
    };
}
