using System.Management.Automation;
using System.Runtime.ExceptionServices;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>The base of every cmdlet that talks to engines: which engines, and how their errors are told.</summary>
public abstract class EngineCmdlet : DockerCmdlet
{
    private const int NamesAtOnce = 16;

    // The latest work of each key; only the worker's one phase at a time uses it.
    private readonly Dictionary<object, Task> _turns = [];
    private SessionConnections? _session;
    private RegistryCredentials? _credentials;
    private bool _hasOwnConnection;

    private protected EngineCmdlet()
    {
    }

    /// <summary>The engines to use, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default (Connect-Docker, Use-DockerContext),
    /// else what the docker CLI would use: DOCKER_HOST, DOCKER_CONTEXT, the current context, the local engine.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public virtual DockerConnection[]? Connection { get; set; }

    /// <summary>The docker contexts to use, by name; wildcards are allowed. Several engines are asked side by side.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string[]? Context { get; set; }

    /// <summary>The addresses of engines: unix:///path, npipe:////./pipe/name, tcp://host:port, ssh://user@host. The twin of docker's -H.</summary>
    [Parameter]
    [Alias("Host")]
    [ValidateNotNullOrEmpty]
    public string[]? HostAddress { get; set; }

    private protected SessionConnections Session => _session ?? throw new InvalidOperationException("The cmdlet has not begun.");

    /// <summary>Where this command finds credentials for registries.</summary>
    internal RegistryCredentials RegistryCredentials => LazyInitializer.EnsureInitialized(
        ref _credentials, () => new RegistryCredentials(Session.Logins, text => WarnAsync(text).AsTask(), StopToken))!;

    private protected override void OnBegin()
    {
        base.OnBegin();
        _session = SessionConnections.OfCurrentRunspace();

        // What the pipeline binds is not there yet.
        _hasOwnConnection = Connection is not null;
    }

    /// <summary>True where the user said which engines.</summary>
    private protected bool HasEngineChoice => Connection is not null || Context is not null || HostAddress is not null;

    /// <summary>True where the engine was not named on the command line but comes with the record, as its Connection property.</summary>
    private protected bool HasEngineOfRecord => Connection is not null && !_hasOwnConnection;

    /// <summary>True where what is not there is as the user wants it: docker's rm -f of networks and volumes.</summary>
    private protected virtual bool IsMissingFine => false;

    /// <summary>True for a failure that ends the command: its one engine cannot be reached. Other records may be of other engines.</summary>
    private protected bool EndsCommand(IReadOnlyList<EngineApi> engines, DockerException error) =>
        engines.Count == 1 && !HasEngineOfRecord && error is EngineUnreachableException;

    /// <summary>The engines that the parameters name, or the default one; each once.</summary>
    /// <exception cref="DockerException">More than one way of naming was used, a name stands for nothing,
    /// or the record is of another engine than the user named.</exception>
    private protected IReadOnlyList<EngineApi> SelectEngines()
    {
        if ((_hasOwnConnection ? 1 : 0) + (Context is null ? 0 : 1) + (HostAddress is null ? 0 : 1) > 1)
        {
            throw new InvalidRequestException("EngineAmbiguous", "Only one of -Connection, -Context and -HostAddress may be given.");
        }

        if (!HasEngineOfRecord || (Context is null && HostAddress is null))
        {
            return SelectNamedEngines();
        }

        // What cannot be resolved here names no other engine: a context or an address says then where its object is.
        IReadOnlyList<EngineApi> named = SelectNamedEngines();
        DockerConnection[] own = [.. Connection!.Where(static connection => connection.IsResolved)];
        List<EngineApi> both = [.. named.Where(engine => Array.Exists(own, engine.Connection.IsSameEngine))];
        return own.Length == 0 ? named
            : both.Count > 0 ? both
            : throw Conflict("The object", own[0]);
    }

    private List<EngineApi> SelectNamedEngines()
    {
        IEnumerable<DockerConnection> connections =
            Context is not null ? Context.SelectMany(ContextsLike)
            : HostAddress is not null ? HostAddress.Select(static address => ConnectionFactory.Of(ConnectionFactory.Resolver.ResolveHost(address)))
            : Connection is not null ? Connection
            : [Session.Default ?? ConnectionFactory.Of(ConnectionFactory.Resolver.ResolveDefault())];

        var engines = new List<EngineApi>();
        foreach (DockerConnection connection in connections)
        {
            if (!engines.Exists(engine => engine.Connection.IsSameEngine(connection)))
            {
                engines.Add(new EngineApi(connection));
                if (Context is null)
                {
                    // What was named and stands for no engine is an error at once.
                    _ = connection.Client;
                }
            }
        }

        return engines;
    }

    /// <summary>The one engine that the parameters name, for commands that make something in one place.</summary>
    private protected EngineApi SelectEngine() => SelectEngines() switch
    {
        [EngineApi engine] => engine,
        [] => throw new InvalidRequestException("EngineNotFound", "No context matches. Get-DockerContext lists them."),
        _ => throw new InvalidRequestException("EngineAmbiguous", $"{MyInvocation.MyCommand.Name} works on one engine, but several were named."),
    };

    /// <summary>The engine that an object came from.</summary>
    /// <exception cref="InvalidRequestException">The user named another one.</exception>
    private protected EngineApi EngineOf(DockerObject item)
    {
        if (HasEngineChoice && !SelectEngines().Any(engine => engine.Connection.IsSameEngine(item.Connection)))
        {
            throw Conflict($"'{item}'", item.Connection);
        }

        return new EngineApi(item.Connection);
    }

    /// <summary>Asks the selected engines side by side. One engine that cannot be reached ends the command; of several, each is an error of its own.</summary>
    private protected async Task ForEachEngineAsync(Func<EngineApi, Task> work)
    {
        IReadOnlyList<EngineApi> engines = SelectEngines();
        if (engines is [EngineApi only])
        {
            await AttributeAsync(only.Connection, () => work(only)).ConfigureAwait(false);
            return;
        }

        await Task.WhenAll(engines.Select(engine => GuardAsync(engine.Connection, engine.Connection.Name, () => work(engine)))).ConfigureAwait(false);
    }

    /// <summary>Runs work for one target; its failure is an error record, and the command goes on. False where it failed.</summary>
    private protected async Task<bool> GuardAsync(DockerConnection? connection, object? target, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (!StopToken.IsCancellationRequested || exception is not OperationCanceledException)
        {
            Attribute(exception, connection);
            await WriteErrorAsync(exception, target).ConfigureAwait(false);
            return false;
        }
    }

    /// <summary>Runs work and lets its failure through, with the engine's name on it.</summary>
    private protected static async Task AttributeAsync(DockerConnection connection, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (DockerException exception)
        {
            Attribute(exception, connection);
            throw;
        }
    }

    /// <summary>What objects stand for, in input order. One that is on another engine than the user named is an error record.</summary>
    private protected async IAsyncEnumerable<T> ResolveObjectsAsync<TObject, T>(IEnumerable<TObject> objects, Func<EngineApi, TObject, T> resolve)
        where TObject : DockerObject
    {
        foreach (TObject item in objects)
        {
            EngineApi? engine = null;
            if (await GuardAsync(null, item, () => Task.FromResult(engine = EngineOf(item))).ConfigureAwait(false))
            {
                yield return resolve(engine!, item);
            }
        }
    }

    /// <summary>What names stand for on the selected engines, in input order. What is not found is an error record.</summary>
    private protected async IAsyncEnumerable<T> ResolveNamesAsync<T>(INameResolver<T> resolver, IEnumerable<string> names)
    {
        IReadOnlyList<EngineApi> engines = [];
        if (!HasEngineOfRecord)
        {
            engines = SelectEngines();
        }
        else if (!await GuardAsync(null, names.FirstOrDefault(), () => Task.FromResult(engines = SelectEngines())).ConfigureAwait(false))
        {
            // A record whose engine is not known here leaves the others alone.
            yield break;
        }

        await foreach (T found in ResolveNamesAsync(resolver, engines, names).ConfigureAwait(false))
        {
            yield return found;
        }
    }

    /// <summary>What names stand for on the given engines.</summary>
    private protected async IAsyncEnumerable<T> ResolveNamesAsync<T>(INameResolver<T> resolver, IReadOnlyList<EngineApi> engines, IEnumerable<string> names)
    {
        IAsyncEnumerable<(string Name, Resolution<T> Resolution)> resolutions = OrderedWindow.SelectAsync(
            names, NamesAtOnce, async name => (name, await resolver.ResolveAsync(engines, name).ConfigureAwait(false)));
        await foreach ((string name, Resolution<T> resolution) in resolutions.ConfigureAwait(false))
        {
            foreach (DockerException error in resolution.Errors)
            {
                if (IsMissingFine && IsMissing(error))
                {
                    await VerboseAsync(error.Message).ConfigureAwait(false);
                    continue;
                }

                if (EndsCommand(engines, error))
                {
                    ExceptionDispatchInfo.Throw(error);
                }

                await WriteErrorAsync(error, name).ConfigureAwait(false);
            }

            foreach (T found in resolution.Found)
            {
                yield return found;
            }
        }
    }

    /// <summary>What ids stand for, in input order. A record that is known to be of another noun is an error record.</summary>
    /// <param name="resolver">Finds them.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="noun">The base class of what the cmdlet takes.</param>
    /// <param name="typeNames">The PSTypeNames of the record that the ids came with.</param>
    private protected async IAsyncEnumerable<T> ResolveIdsAsync<T>(ObjectResolver<T> resolver, string[] ids, Type noun, object? typeNames)
    {
        if (PipedNoun.OtherThan(noun, typeNames) is { } other)
        {
            await WriteErrorAsync(PipedNoun.Refused(MyInvocation.MyCommand.Name, noun, other, ids[0]), ids[0]).ConfigureAwait(false);
            yield break;
        }

        await foreach (T found in ResolveNamesAsync(resolver, ids).ConfigureAwait(false))
        {
            yield return found;
        }
    }

    /// <summary>Asks about each target in input order, and does it to those side by side; what fails is an error record of its own.</summary>
    /// <param name="targets">What to act on.</param>
    /// <param name="action">What is done, as ShouldProcess shows it.</param>
    /// <param name="noPrompt">True where the user's -Force silences the prompt.</param>
    /// <param name="act">Does it to one.</param>
    /// <param name="key">Targets with the same key are acted on one after the other, in input order; null is all side by side.</param>
    private protected async Task ActOnEachAsync<T>(
        IAsyncEnumerable<T> targets, string action, bool noPrompt, Func<T, Task> act, Func<T, object>? key = null)
        where T : IActionTarget
    {
        await foreach (T target in targets.ConfigureAwait(false))
        {
            if (await ShouldProcessAsync(target.Describe(), action, noPrompt).ConfigureAwait(false))
            {
                Task Guarded() => GuardAsync(target.Engine.Connection, target.Target, () => act(target));
                await QueueAsync(key is null ? Guarded : InTurn(key(target), Guarded)).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Work that waits for the work of the same key before it.</summary>
    private Func<Task> InTurn(object key, Func<Task> work)
    {
        Task before = _turns.GetValueOrDefault(key, Task.CompletedTask);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _turns[key] = done.Task;
        return async () =>
        {
            try
            {
                await before.ConfigureAwait(false);
                await work().ConfigureAwait(false);
            }
            finally
            {
                done.SetResult();
            }
        };
    }

    private protected static bool IsMissing(DockerException error) => error is DockerApiException { StatusCode: 404 } or ResourceNotFoundException;

    private protected static InvalidRequestException Conflict(string what, DockerConnection own) => new(
        "EngineConflict",
        $"{what} is on '{own.Name}', not on the engine that was named. Leave -Connection, -Context and -HostAddress out: an object goes back to its own engine.");

    private static void Attribute(Exception exception, DockerConnection? connection)
    {
        if (exception is DockerException own)
        {
            own.Connection = connection;
        }
    }

    private static IEnumerable<DockerConnection> ContextsLike(string pattern)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(pattern))
        {
            return [ConnectionFactory.Of(ConnectionFactory.Resolver.ResolveContext(pattern))];
        }

        var wildcard = new WildcardPattern(pattern, WildcardOptions.IgnoreCase);
        // One that cannot be used is an error when it is asked, and does not hold up the others.
        return new DockerContextStore(DockerEnvironment.Current).List()
            .Where(context => wildcard.IsMatch(context.Name))
            .Select(static context => ConnectionFactory.OfContext(context.Name));
    }
}
