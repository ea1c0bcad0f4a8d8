using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that have no other pipeline input than engines: contexts and connections are piped in.</summary>
public abstract class EngineInputCmdlet : EngineCmdlet
{
    private protected EngineInputCmdlet()
    {
    }

    /// <summary>The engines to use, as connections of Connect-Docker or Get-DockerConnection, contexts of Get-DockerContext, or as the names
    /// of either, or endpoints; all can be piped in. By default the runspace's default (Connect-Docker, Use-DockerContext),
    /// else what the docker CLI would use: DOCKER_HOST, DOCKER_CONTEXT, the current context, the local engine.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <summary>The engines of this record. One that is piped in and cannot be used is an error record, and the others go on.</summary>
    private protected async IAsyncEnumerable<EngineTarget> ResolveEnginesAsync()
    {
        IReadOnlyList<EngineApi> engines = [];
        if (!HasEngineOfRecord)
        {
            engines = SelectEngines();
        }
        else if (!await GuardAsync(Connection![0], Connection[0].Name, () => Task.FromResult(engines = SelectEngines())).ConfigureAwait(false))
        {
            yield break;
        }

        foreach (EngineApi engine in engines)
        {
            yield return new EngineTarget(engine);
        }
    }

    /// <summary>Reads from the engines of this record side by side; those that are piped in, beside those of the records before, too.</summary>
    private protected async Task ReadEachEngineAsync(Func<EngineApi, Task> read)
    {
        if (!HasEngineOfRecord)
        {
            await ForEachEngineAsync(read).ConfigureAwait(false);
            return;
        }

        await foreach (EngineTarget target in ResolveEnginesAsync().ConfigureAwait(false))
        {
            await QueueAsync(() => GuardAsync(target.Engine.Connection, target.Target, () => read(target.Engine))).ConfigureAwait(false);
        }
    }
}
