using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets secrets of swarms: their names, labels and ages. What is in them can never be read.</summary>
/// <remarks>The twin of docker secret ls and docker secret inspect (GET /secrets).</remarks>
/// <example>
/// <title>List the secrets</title>
/// <code>Get-DockerSecret</code>
/// <para>Shows names, ids and ages.</para>
/// </example>
/// <example>
/// <title>By name and label</title>
/// <code>Get-DockerSecret db-* -Label app=shop | Format-List</code>
/// <para>All that there is to know of the secrets whose names begin with db-.</para>
/// </example>
/// <example>
/// <title>Old ones</title>
/// <code>Get-DockerSecret | Where-Object Created -lt (Get-Date).AddYears(-1) | Remove-DockerSecret -WhatIf</code>
/// <para>One that a service uses is refused.</para>
/// </example>
/// <seealso cref="NewDockerSecretCommand"/>
/// <seealso cref="UpdateDockerSecretCommand"/>
/// <seealso cref="RemoveDockerSecretCommand"/>
[Cmdlet(VerbsCommon.Get, "DockerSecret", DefaultParameterSetName = NameSet)]
[OutputType(typeof(DockerSecret))]
public sealed class GetDockerSecretCommand : SecretTargetCmdlet
{
    private ListedNames<ResolvedSwarmObject<DockerSecret>>? _names;

    /// <summary>The secrets, by name, full id or unique id prefix. Wildcards match names. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerSecret))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>Only secrets with all these labels: "name", "name=value", or a hashtable.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public object[]? Label { get; set; }

    /// <summary>Filters of the engine, by name; a value may be a list: @{ id = '7d86' }. Docker's form is taken too: id=7d86.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Alias("f")]
    [FilterTransformation]
    public Hashtable? Filter { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName == NameSet && !IsPlainName())
        {
            await ForEachEngineAsync(ListAsync).ConfigureAwait(false);
            await Names.ReportMissingAsync().ConfigureAwait(false);
            return;
        }

        await foreach (ResolvedSwarmObject<DockerSecret> secret in ResolveAsync().ConfigureAwait(false))
        {
            await GuardAsync(secret.Engine.Connection, secret.Target, () => WriteOneAsync(secret)).ConfigureAwait(false);
        }
    }

    private ListedNames<ResolvedSwarmObject<DockerSecret>> Names => _names ??= new(
        () => SwarmResolvers.Secrets(StopToken), static secret => secret.Id, (error, name) => WriteErrorAsync(error, name));

    private bool IsPlainName() =>
        Name is not null && ListedNames<ResolvedSwarmObject<DockerSecret>>.AreLiteral(Name) && Label is null && Filter is null;

    // As it is now; what was piped in is what it was.
    private async Task WriteOneAsync(ResolvedSwarmObject<DockerSecret> secret) => await WriteAsync(
        InputObject is null ? secret.Item : await secret.Engine.Secrets.FindAsync(secret.Id, StopToken).ConfigureAwait(false)).ConfigureAwait(false);

    private Task ListAsync(EngineApi engine)
    {
        var filters = new Filters();
        FilterTable.AddLabels(filters, Label);
        FilterTable.AddTo(filters, Filter);
        IAsyncEnumerable<DockerSecret> secrets = engine.Secrets.ListAsync(filters, StopToken);
        return WriteAllAsync(Name is null ? secrets : MatchAsync(engine, secrets, Name));
    }

    private async IAsyncEnumerable<DockerSecret> MatchAsync(EngineApi engine, IAsyncEnumerable<DockerSecret> secrets, string[] names)
    {
        Func<string, string, bool> isMeant = await Names.MatcherAsync(engine, names).ConfigureAwait(false);
        await foreach (DockerSecret secret in secrets.ConfigureAwait(false))
        {
            if (isMeant(secret.Id, secret.Name))
            {
                yield return secret;
            }
        }
    }
}
