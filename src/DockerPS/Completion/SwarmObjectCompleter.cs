using DockerPS.Engine.Api;

namespace DockerPS.Completion;

/// <summary>Completes names of a swarm's objects of one kind.</summary>
/// <param name="objects">Those on an engine.</param>
/// <param name="toolTip">What the menu shows beside a name.</param>
internal abstract class SwarmObjectCompleter<T>(Func<EngineApi, ISwarmObjects<T>> objects, Func<T, string> toolTip) : EngineCompleter
    where T : DockerSwarmObject
{
    private protected override async Task<IReadOnlyList<Candidate>> AskAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        List<Candidate> candidates = [];
        await foreach (T item in objects(engine).ListAsync(new Filters(), cancellationToken).ConfigureAwait(false))
        {
            candidates.Add(new Candidate(item.Name, toolTip(item), StateOf(item)));
        }

        return candidates;
    }

    /// <summary>The state by which a command's fitting ones are told; empty where there is none.</summary>
    private protected virtual string StateOf(T item) => "";
}
