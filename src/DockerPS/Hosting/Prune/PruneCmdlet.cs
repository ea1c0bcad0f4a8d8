using System.Collections;
using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>The base of Clear-* cmdlets: the engine itself removes what is unused. The question names what would go, -WhatIf lists it all,
/// and each engine answers with one summary.</summary>
public abstract class PruneCmdlet : EngineCmdlet
{
    private const int NamesInQuestion = 5;

    private readonly SemaphoreSlim _asking = new(1);
    private IReadOnlyList<string> _configured = [];
    private bool _isWhatIf;
    private bool _isPreviewed;

    private protected PruneCmdlet()
    {
    }

    /// <summary>Only what fits all of these: @{ until = '24h'; label = 'app=shop'; 'label!' = 'keep' }, or docker's form until=24h, 'label!=keep'.
    /// A value may be a list; until also takes a DateTime or a TimeSpan. Those of pruneFilters in docker's config.json are added.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [FilterTransformation]
    public Hashtable? Filter { get; set; }

    /// <summary>Does not ask.</summary>
    /// <remarks>-WhatIf and a given -Confirm still count.</remarks>
    [Parameter]
    [Alias("f")]
    public SwitchParameter Force { get; set; }

    /// <summary>What is removed, as errors and results name it.</summary>
    private protected abstract ResourceKind Kind { get; }

    /// <summary>What goes, in the singular, as questions name it: "stopped container".</summary>
    private protected abstract string Victim { get; }

    /// <summary>The filters that <see cref="FindVictimsAsync"/> can apply. With any other the engine alone knows what would go.</summary>
    private protected abstract IReadOnlyCollection<string> KnownFilters { get; }

    /// <summary>Adds filters that come from other parameters; one that the engine's API lacks is refused here.</summary>
    private protected virtual Task AddFiltersAsync(EngineApi engine, PruneFilters filters) => Task.CompletedTask;

    /// <summary>What the engine would remove now, with its bytes.</summary>
    private protected abstract IAsyncEnumerable<PruneVictim> FindVictimsAsync(EngineApi engine, PruneFilters filters);

    /// <summary>Has the engine remove it.</summary>
    private protected abstract Task<PruneResult> PruneAsync(EngineApi engine, PruneFilters filters, CancellationToken cancellationToken);

    /// <summary>The labels that a parameter gives beside -Filter, as name or name=value.</summary>
    private protected virtual IEnumerable<string> LabelsOf() => [];

    /// <summary>The time that a parameter gives beside -Filter.</summary>
    private protected virtual DateTime? TimeOf() => null;

    /// <summary>True where limits decide, so that not all that could go does.</summary>
    private protected virtual bool IsLimited => false;

    private protected sealed override void OnBegin()
    {
        base.OnBegin();
        _configured = DockerConfigFile.Load(DockerEnvironment.Current.ConfigFolder).PruneFilters;
        _isWhatIf = IsWhatIf();

        // Nobody reads a list where nobody is asked.
        bool asks = MyInvocation.BoundParameters.TryGetValue("Confirm", out object? confirm)
            ? LanguagePrimitives.IsTrue(confirm)
            : !Force && GetVariableValue("ConfirmPreference") is not ConfirmImpact.None;
        _isPreviewed = _isWhatIf || asks;
    }

    private protected sealed override Task ProcessAsync()
    {
        DateTime now = DateTime.Now;
        Task Clear() => ForEachEngineAsync(engine => ClearAsync(engine, now));
        return TakeUp() ? Task.CompletedTask
            // An engine that is piped in and cannot be used leaves the others alone.
            : HasEngineOfRecord ? GuardAsync(Connection![0], Connection[0].Name, Clear)
            : Clear();
    }

    /// <summary>True where the record says what to remove, and was taken up until the end.</summary>
    private protected virtual bool TakeUp() => false;

    /// <summary>Asks, and clears up one engine.</summary>
    private protected async Task ClearAsync(EngineApi engine, DateTime now)
    {
        var filters = PruneFilters.Of(Filter, _configured, now, LabelsOf(), TimeOf());
        await AddFiltersAsync(engine, filters).ConfigureAwait(false);
        List<PruneVictim>? victims = _isPreviewed ? await PreviewAsync(engine, filters).ConfigureAwait(false) : null;
        if (victims is [] && !_isWhatIf)
        {
            await WriteAsync(new PruneResult { Connection = engine.Connection, Kind = Kind.ToString() }).ConfigureAwait(false);
        }
        else if (await AskAsync(engine, victims).ConfigureAwait(false))
        {
            await WriteAsync(await ChangeAsync(token => PruneAsync(engine, filters, token)).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>What would go; null where only the engine knows.</summary>
    private async Task<List<PruneVictim>?> PreviewAsync(EngineApi engine, PruneFilters filters)
    {
        string[] unknown = [.. filters.Names.Where(name => !KnownFilters.Contains(name))];
        if (unknown.Length > 0)
        {
            return _isWhatIf
                ? throw new InvalidRequestException(
                    "BadParameter", $"-WhatIf cannot tell what the filter '{string.Join("', '", unknown)}' would leave. It knows {string.Join(", ", KnownFilters)}.")
                : null;
        }

        List<PruneVictim> victims = [];
        await foreach (PruneVictim victim in FindVictimsAsync(engine, filters).WithCancellation(StopToken).ConfigureAwait(false))
        {
            victims.Add(victim);
        }

        return victims;
    }

    private async Task<bool> AskAsync(EngineApi engine, List<PruneVictim>? victims)
    {
        string name = engine.Connection.Name;
        if (victims is null)
        {
            return await ShouldProcessAsync(name, $"Remove all {Victim}s", Force).ConfigureAwait(false);
        }

        // The lines of one engine stay together.
        await _asking.WaitAsync(StopToken).ConfigureAwait(false);
        try
        {
            string count = CountOf(victims);
            if (!_isWhatIf)
            {
                string more = victims.Count > NamesInQuestion ? $" and {victims.Count - NamesInQuestion} more" : "";
                string names = string.Join(", ", victims.Take(NamesInQuestion).Select(static victim => victim.Name));
                return await ShouldProcessAsync($"{names}{more} on {name}", "Remove " + count, Force).ConfigureAwait(false);
            }

            foreach (PruneVictim victim in victims)
            {
                await ShouldProcessAsync(victim.Describe(name), victim.OnlyUntagged ? "Untag image" : "Remove " + Victim).ConfigureAwait(false);
            }

            return await ShouldProcessAsync(name, "Remove " + count).ConfigureAwait(false);
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>What would go, in sum: "3 unused images (12MB), and untag 1".</summary>
    private string CountOf(List<PruneVictim> victims)
    {
        int untagged = victims.Count(static victim => victim.OnlyUntagged);
        int removed = victims.Count - untagged;
        return $"{(IsLimited && removed > 0 ? "up to " : "")}{removed} {Victim}{(removed == 1 ? "" : "s")}{TotalOf(victims)}"
            + (untagged > 0 ? $", and untag {untagged}" : "");
    }

    private static string TotalOf(List<PruneVictim> victims) =>
        victims.Exists(static victim => victim.Size is not null) ? $" ({ViewText.Size(victims.Sum(static victim => Math.Max(victim.Size ?? 0, 0)))})" : "";
}
