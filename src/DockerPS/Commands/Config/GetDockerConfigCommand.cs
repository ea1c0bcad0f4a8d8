using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets configs of swarms; with -Detailed what is in them, too.</summary>
/// <remarks>The twin of docker config ls and docker config inspect (GET /configs).</remarks>
/// <example>
/// <title>List the configs</title>
/// <code>Get-DockerConfig</code>
/// <para>Shows names, ids, sizes and ages.</para>
/// </example>
/// <example>
/// <title>See what is in one</title>
/// <code>(Get-DockerConfig nginx.conf -Detailed).Text</code>
/// <para>Text is what is in it, read as UTF-8; Data has the bytes.</para>
/// </example>
/// <example>
/// <title>Write one to a file</title>
/// <code>[IO.File]::WriteAllBytes("$PWD/logo.png", (Get-DockerConfig logo.png -Detailed).Data)</code>
/// <para>Byte for byte.</para>
/// </example>
/// <example>
/// <title>Copy one to another swarm</title>
/// <code>$c = Get-DockerConfig nginx.conf -Context prod -Detailed; New-DockerConfig $c.Name -Value $c.Data -Label $c.Labels -Context test</code>
/// <para>The same bytes with the same labels.</para>
/// </example>
/// <seealso cref="NewDockerConfigCommand"/>
/// <seealso cref="UpdateDockerConfigCommand"/>
/// <seealso cref="RemoveDockerConfigCommand"/>
[Cmdlet(VerbsCommon.Get, "DockerConfig", DefaultParameterSetName = NameSet)]
[OutputType(typeof(DockerConfigSummary), typeof(DockerConfigDetail))]
public sealed class GetDockerConfigCommand : ConfigTargetCmdlet
{
    private const int InspectionsAtOnce = 16;

    private ListedNames<ResolvedSwarmObject<DockerConfigSummary>>? _names;

    /// <summary>The configs, by name, full id or unique id prefix. Wildcards match names. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerConfig))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConfigCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>Only configs with all these labels: "name", "name=value", or a hashtable.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public object[]? Label { get; set; }

    /// <summary>Filters of the engine, by name; a value may be a list: @{ id = '7d86' }. Docker's form is taken too: id=7d86.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Alias("f")]
    [FilterTransformation]
    public Hashtable? Filter { get; set; }

    /// <summary>Returns what is in each, too: Data as bytes, Text as UTF-8.</summary>
    [Parameter]
    [Alias("Inspect")]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName == NameSet && !IsPlainName())
        {
            await ForEachEngineAsync(ListAsync).ConfigureAwait(false);
            await Names.ReportMissingAsync().ConfigureAwait(false);
            return;
        }

        await foreach (ResolvedSwarmObject<DockerConfig> config in ResolveAsync().ConfigureAwait(false))
        {
            await GuardAsync(config.Engine.Connection, config.Target, () => WriteOneAsync(config)).ConfigureAwait(false);
        }
    }

    private ListedNames<ResolvedSwarmObject<DockerConfigSummary>> Names => _names ??= new(
        () => SwarmResolvers.Configs(StopToken), static config => config.Id, (error, name) => WriteErrorAsync(error, name));

    private bool IsPlainName() =>
        Name is not null && ListedNames<ResolvedSwarmObject<DockerConfigSummary>>.AreLiteral(Name) && Label is null && Filter is null;

    private async Task WriteOneAsync(ResolvedSwarmObject<DockerConfig> config)
    {
        // As it is now; what was piped in is what it was.
        DockerConfig found = Detailed ? await config.Engine.Configs.InspectAsync(config.Id, StopToken).ConfigureAwait(false)
            : InputObject is not null ? await config.Engine.Configs.FindAsync(config.Id, StopToken).ConfigureAwait(false)
            : config.Item;
        await WriteAsync(found).ConfigureAwait(false);
    }

    private Task ListAsync(EngineApi engine)
    {
        var filters = new Filters();
        FilterTable.AddLabels(filters, Label);
        FilterTable.AddTo(filters, Filter);
        IAsyncEnumerable<DockerConfigSummary> configs = engine.Configs.ListAsync(filters, StopToken);
        if (Name is not null)
        {
            configs = MatchAsync(engine, configs, Name);
        }

        return Detailed
            ? WriteAllAsync(OrderedWindow.SelectAsync(configs, InspectionsAtOnce, config => InspectOrGoneAsync(engine, config.Id), StopToken))
            : WriteAllAsync(configs);
    }

    private async IAsyncEnumerable<DockerConfigSummary> MatchAsync(EngineApi engine, IAsyncEnumerable<DockerConfigSummary> configs, string[] names)
    {
        Func<string, string, bool> isMeant = await Names.MatcherAsync(engine, names).ConfigureAwait(false);
        await foreach (DockerConfigSummary config in configs.ConfigureAwait(false))
        {
            if (isMeant(config.Id, config.Name))
            {
                yield return config;
            }
        }
    }

    /// <summary>One that goes while the list is read is left out, as it is gone.</summary>
    private async Task<DockerConfigDetail?> InspectOrGoneAsync(EngineApi engine, string id)
    {
        try
        {
            return await engine.Configs.InspectAsync(id, StopToken).ConfigureAwait(false);
        }
        catch (DockerApiException gone) when (gone.StatusCode == 404)
        {
            return null;
        }
    }
}
