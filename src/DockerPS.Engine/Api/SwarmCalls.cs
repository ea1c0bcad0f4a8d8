using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>Calls that only a swarm's managers answer: the error of a worker names the managers.</summary>
internal sealed class SwarmCalls(EngineApi engine)
{
    /// <summary>Sends a request and reads the answer as one JSON value.</summary>
    public async Task<T> SendJsonAsync<T>(DockerRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.Client.SendJsonAsync(request, EngineJson.Of<T>(), cancellationToken).ConfigureAwait(false);
        }
        catch (SwarmException error)
        {
            throw await WithManagersAsync(error, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a request and reads the answer as a JSON object as it is, with whatever fields the engine has.</summary>
    public Task<JsonObject> SendRawAsync(DockerRequest request, CancellationToken cancellationToken) => SendJsonAsync<JsonObject>(request, cancellationToken);

    /// <summary>Sends a request and reads the answer as a JSON array, element by element.</summary>
    public async IAsyncEnumerable<T> SendJsonArrayAsync<T>(DockerRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<T> items = engine.Client.SendJsonArrayAsync(request, EngineJson.Of<T>(), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (items.ConfigureAwait(false))
        {
            while (await MoveNextAsync(items, cancellationToken).ConfigureAwait(false))
            {
                yield return items.Current;
            }
        }
    }

    /// <summary>Sends a request and reads a short answer as text; empty where it has none.</summary>
    public async Task<string> SendTextAsync(DockerRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.Client.SendTextAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (SwarmException error)
        {
            throw await WithManagersAsync(error, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a request and drops the body of the answer.</summary>
    public async Task SendEmptyAsync(DockerRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await engine.Client.SendEmptyAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (SwarmException error)
        {
            throw await WithManagersAsync(error, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> items, CancellationToken cancellationToken)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (SwarmException error)
        {
            throw await WithManagersAsync(error, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SwarmException> WithManagersAsync(SwarmException error, CancellationToken cancellationToken)
    {
        if (error.ErrorId != SwarmErrors.NotSwarmManager || error.Managers.Count > 0)
        {
            return error;
        }

        try
        {
            EngineInfo info = await engine.System.GetInfoAsync(cancellationToken).ConfigureAwait(false);
            return SwarmErrors.WithManagers(error, info.Swarm.RemoteManagers.ConvertAll(static manager => manager.Address));
        }
        catch (DockerException)
        {
            // What was refused is the error, whether or not the engine tells more about it.
            return error;
        }
    }
}
