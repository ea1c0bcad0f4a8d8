using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams;
using DockerPS.Hosting;
using DockerPS.Hosting.Statistics;

namespace DockerPS.Commands;

/// <summary>Gets what containers use: CPU, memory, network, block devices, processes.</summary>
/// <remarks>
/// <para>Returns numbers, counted as docker stats counts them: CpuPercent and MemoryPercent as double, bytes as long, so that they sort,
/// compare and add up. The views write them as docker does. The twin of docker stats (GET /containers/{id}/stats).</para>
/// <para>Without -Stream it is one round: the engine takes two samples of every container, a second apart and all at once, however many there are.
/// -OneShot takes one sample, which is sooner there, and leaves CpuPercent empty.</para>
/// <para>Without names, and with wildcards, it is about the containers that run, with -All also about the others. A container
/// that does not run has zeros and no Time, as with docker.</para>
/// </remarks>
/// <example>
/// <title>See what the running containers use</title>
/// <code>Get-ContainerStat</code>
/// <para>Returns one object for each running container.</para>
/// </example>
/// <example>
/// <title>Find the five largest</title>
/// <code>Get-ContainerStat -Context prod-* | Sort-Object MemoryUsage -Descending | Select-Object -First 5 Engine, Name, MemoryUsage</code>
/// <para>Asks all engines whose context begins with prod- side by side.</para>
/// </example>
/// <example>
/// <title>Restart what eats its memory</title>
/// <code>Get-ContainerStat web* | Where-Object MemoryPercent -gt 90 | Stop-Container -WhatIf</code>
/// <para>Each goes back to its own engine. Without -WhatIf they are stopped.</para>
/// </example>
/// <example>
/// <title>Record a minute as CSV</title>
/// <code>Get-ContainerStat web -Stream | Select-Object -First 60 Time, CpuPercent, MemoryUsage | Export-Csv web.csv</code>
/// <para>Returns an object each second, and ends after 60 of them.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "ContainerStat", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ContainerStat))]
public sealed class GetContainerStatCommand : ContainerTargetCmdlet
{
    private readonly List<(ResolvedContainer Container, Task<ContainerStat?> Sample)> _round = [];
    private readonly Dictionary<DockerClient, StatFollower> _followers = [];
    private readonly HashSet<(DockerClient, string)> _taken = [];

    /// <summary>The containers, by name, full id or unique id prefix. Wildcards match the names of those that run, with -All of all.
    /// Those that run by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(Container))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>Without names and with wildcards: also the containers that do not run, with zeros.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Alias("a")]
    public SwitchParameter All { get; set; }

    /// <summary>Goes on with an object of each container every second, until the command is stopped or the containers are gone. Without names
    /// and with wildcards, containers that are started come in and those that end go out.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>Takes one sample instead of two: quicker, and without CpuPercent. Needs API 1.41.</summary>
    [Parameter]
    public SwitchParameter OneShot { get; set; }

    /// <inheritdoc/>
    private protected override Task BeginAsync() => Stream && OneShot
        ? throw new InvalidRequestException("OutputConflict", "Only one of -Stream and -OneShot may be given.")
        : Task.CompletedTask;

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        string[] wildcards = ParameterSetName == NameSet ? Array.FindAll(Name ?? [], WildcardPattern.ContainsWildcardCharacters) : [];
        if (wildcards.Length == 0 && (ParameterSetName != NameSet || Name is not null))
        {
            await TakeAsync(ResolveAsync()).ConfigureAwait(false);
            return;
        }

        await TakeAsync(ResolveNamesAsync(new ContainerResolver(StopToken), (Name ?? []).Except(wildcards))).ConfigureAwait(false);
        WildcardPattern[] patterns = Array.ConvertAll(wildcards, static name => new WildcardPattern(name, WildcardOptions.IgnoreCase));
        bool IsWanted(string name) => patterns.Length == 0 || Array.Exists(patterns, pattern => pattern.IsMatch(name));
        await ForEachEngineAsync(engine => Stream ? FollowEngineAsync(engine, IsWanted) : ListAsync(engine, IsWanted)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    private protected override Task EndAsync()
    {
        foreach (StatFollower follower in _followers.Values)
        {
            follower.Close();
        }

        // Together for each engine: what comes in between from others would begin a new table each time.
        return Task.WhenAll(_round.GroupBy(static item => item.Container.Engine.Client).Select(async engine =>
        {
            ContainerStat?[] stats = await Task.WhenAll(engine.Select(static item => item.Sample)).ConfigureAwait(false);
            await WriteManyAsync([.. stats.OfType<ContainerStat>()]).ConfigureAwait(false);
        }));
    }

    private async Task TakeAsync(IAsyncEnumerable<ResolvedContainer> containers)
    {
        await foreach (ResolvedContainer container in containers.ConfigureAwait(false))
        {
            await TakeAsync(container, isListed: false).ConfigureAwait(false);
        }
    }

    /// <summary>Begins with one container. All are sampled at once: a throttle would take its rounds one after the other.</summary>
    /// <param name="container">The container.</param>
    /// <param name="isListed">True where nobody named it: one that is gone meanwhile is left out.</param>
    private async Task TakeAsync(ResolvedContainer container, bool isListed)
    {
        if (Stream)
        {
            await FollowAsync(FollowerOf(container.Engine), container, isListed).ConfigureAwait(false);
            return;
        }

        Task<ContainerStat?> sample;
        lock (_taken)
        {
            if (!_taken.Add((container.Engine.Client, container.Id)))
            {
                return;
            }

            sample = SampleAsync(container, isListed);
            _round.Add((container, sample));
        }

        await QueueAsync(() => sample).ConfigureAwait(false);
    }

    private async Task<ContainerStat?> SampleAsync(ResolvedContainer container, bool isListed)
    {
        ContainerStat? stat = null;
        await GuardAsync(container.Engine.Connection, container.Target, async () =>
        {
            if (OneShot)
            {
                await container.Engine.RequireAsync(new ApiVersion(1, 41), "-OneShot", StopToken).ConfigureAwait(false);
            }

            try
            {
                stat = await container.Engine.Containers.GetStatAsync(container.Id, container.Name, OneShot, StopToken).ConfigureAwait(false);
            }
            catch (DockerApiException gone) when (isListed && gone.StatusCode == 404)
            {
                // Removed since it was listed.
            }
        }).ConfigureAwait(false);
        return stat;
    }

    private async Task ListAsync(EngineApi engine, Func<string, bool> isWanted)
    {
        await foreach (ContainerSummary container in engine.Containers.ListAsync(new Filters(), null, false, StopToken).ConfigureAwait(false))
        {
            // What docker counts as running. Not asked of the engine: podman refuses states that it does not have.
            if (isWanted(container.Name) && (All || container.State is "running" or "paused" or "restarting"))
            {
                await TakeAsync(ResolvedContainer.Of(engine, container, container.Name), isListed: true).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Listens to the engine's events first and lists then, so that nothing that is started between is missed.</summary>
    private async Task FollowEngineAsync(EngineApi engine, Func<string, bool> isWanted)
    {
        StatFollower follower = FollowerOf(engine);
        Filters filters = new Filters().Add("type", "container").Add("event", "create", "start", "die", "destroy");
        DockerResponse events = await engine.System.OpenEventsAsync(filters, StopToken).ConfigureAwait(false);
        OnDispose(_ => events.DisposeAsync().AsTask(), TimeSpan.FromSeconds(1));
        await ListAsync(engine, isWanted).ConfigureAwait(false);
        follower.BeginSource();
        await QueueAsync(() => GuardAsync(engine.Connection, engine.Connection.Name, () => FollowEventsAsync(follower, events, isWanted))).ConfigureAwait(false);
    }

    private async Task FollowEventsAsync(StatFollower follower, DockerResponse response, Func<string, bool> isWanted)
    {
        try
        {
            await foreach (EventMessage message in new JsonSequenceReader<EventMessage>(response.Body, EngineJson.Of<EventMessage>()).ReadAllAsync(StopToken).ConfigureAwait(false))
            {
                string name = message.Actor.Attributes.GetValueOrDefault("name", "");
                switch (message.Action)
                {
                    case "start" or "create" when isWanted(name) && (All || message.Action == "start"):
                        await FollowAsync(follower, new ResolvedContainer(follower.Engine, message.Actor.ID, name, name), isListed: true).ConfigureAwait(false);
                        break;
                    case "destroy":
                        follower.Leave(message.Actor.ID);
                        break;
                    case "die" when !All:
                        follower.Leave(message.Actor.ID);
                        break;
                }
            }

            throw new ConnectionLostException("The engine ended its events.");
        }
        catch (ConnectionLostException) when (!follower.IsFirstLoss())
        {
            // Its other streams have told.
        }
        finally
        {
            follower.EndSource();
        }
    }

    private async Task FollowAsync(StatFollower follower, ResolvedContainer container, bool isListed)
    {
        if (follower.Begin(container.Id, container.Name, StopToken) is not { } followed)
        {
            return;
        }

        await QueueAsync(() => GuardAsync(container.Engine.Connection, container.Target, async () =>
        {
            try
            {
                await follower.FollowAsync(followed).ConfigureAwait(false);
            }
            catch (DockerApiException gone) when (isListed && gone.StatusCode == 404)
            {
                // Removed since it was listed.
            }
            catch (ConnectionLostException) when (!follower.IsFirstLoss())
            {
                // Its other streams have told.
            }
        })).ConfigureAwait(false);
    }

    private StatFollower FollowerOf(EngineApi engine)
    {
        lock (_followers)
        {
            if (!_followers.TryGetValue(engine.Client, out StatFollower? follower))
            {
                _followers.Add(engine.Client, follower = new StatFollower(this, engine));
                _ = QueueAsync(follower.WriteRoundsAsync);
            }

            return follower;
        }
    }
}
