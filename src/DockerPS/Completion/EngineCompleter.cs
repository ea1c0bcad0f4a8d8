using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Language;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Completion;

/// <summary>Completes what only an engine knows. Answers within 250 ms or not at all, remembers answers for a moment, and never throws.</summary>
internal abstract class EngineCompleter : IArgumentCompleter
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_freshness = TimeSpan.FromSeconds(2);
    private static readonly ConcurrentDictionary<(string Kind, string Engine), (long At, IReadOnlyList<Candidate> Candidates)> s_cache = new();

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = wordToComplete?.Trim('\'', '"') ?? "";
        IEnumerable<Candidate> candidates;
        try
        {
            EngineApi engine = new(EngineOf(fakeBoundParameters));
            candidates = Candidates(engine).Where(candidate => Fits(candidate, commandName));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A completion that fails must not disturb the line that is being typed.
            candidates = [];
        }

        return CompletionText.Results(candidates, word);
    }

    /// <summary>What the engine has.</summary>
    private protected abstract Task<IReadOnlyList<Candidate>> AskAsync(EngineApi engine, CancellationToken cancellationToken);

    /// <summary>True where the candidate makes sense for the command: Start-Container completes stopped ones.</summary>
    private protected virtual bool Fits(Candidate candidate, string commandName) => true;

    private IReadOnlyList<Candidate> Candidates(EngineApi engine)
    {
        (string, string) key = (GetType().Name, engine.Connection.Endpoint);
        if (s_cache.TryGetValue(key, out (long At, IReadOnlyList<Candidate> Candidates) known)
            && Environment.TickCount64 - known.At < s_freshness.TotalMilliseconds)
        {
            return known.Candidates;
        }

        if (Within(token => AskAsync(engine, token)) is not { } candidates)
        {
            return [];
        }

        s_cache[key] = (Environment.TickCount64, candidates);
        return candidates;
    }

    /// <summary>What an engine answers in time; null where it does not.</summary>
    internal static T? Within<T>(Func<CancellationToken, Task<T>> ask)
        where T : class
    {
        using var limit = new CancellationTokenSource(s_limit);
        // Off this thread: the shell's must not run continuations, and is free again after the limit even if the engine is not.
        Task<T> asked = Task.Run(() => ask(limit.Token));
        if (asked.Wait(s_limit))
        {
            return asked.Result;
        }

        limit.Cancel();
        return null;
    }

    /// <summary>The engine that the line names, or the default one.</summary>
    internal static DockerConnection EngineOf(IDictionary bound) =>
        bound["Connection"] is { } connection ? OfValue(connection, ConnectionFactory.OfText)
        : bound["Context"] is { } context ? OfValue(context, static name => ConnectionFactory.Of(ConnectionFactory.Resolver.ResolveContext(name)))
        : bound["HostAddress"] is { } address ? OfValue(address, static text => ConnectionFactory.Of(ConnectionFactory.Resolver.ResolveHost(text)))
        : SessionConnections.OfCurrentRunspace().Default ?? ConnectionFactory.Of(ConnectionFactory.Resolver.ResolveDefault());

    private static DockerConnection OfValue(object value, Func<string, DockerConnection> resolve)
    {
        object first = value is IList { Count: > 0 } list ? list[0]! : value;
        first = Bare.Of(first)!;
        return first as DockerConnection ?? resolve(first.ToString() ?? "");
    }
}
