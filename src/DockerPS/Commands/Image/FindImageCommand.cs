using System.Collections;
using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Searches Docker Hub, or another registry's index, for images.</summary>
/// <remarks>
/// <para>The engine asks the index, so its network, its proxy and its insecure registries count. What is found can be piped into Receive-Image,
/// which pulls it to the engine that has asked, or to those that are named there. The twin of docker search (GET /images/search).</para>
/// <para>A term with a registry before its first slash (registry.example:5000/web) asks that registry, which needs an index of the first
/// version of the registry's protocol (/v1/search); few but Docker Hub have one. Credentials are those of -Credential, else those that docker's
/// configuration has for exactly that registry.</para>
/// </remarks>
/// <example>
/// <title>Search Docker Hub</title>
/// <code>Find-Image redis</code>
/// <para>Shows the best 25 repositories, with their stars and what they are.</para>
/// </example>
/// <example>
/// <title>Find what many like</title>
/// <code>Find-Image redis -MinimumStars 100 -Limit 100 | Sort-Object Stars -Descending</code>
/// <para>Of the best hundred, those with at least a hundred stars.</para>
/// </example>
/// <example>
/// <title>Search and pull</title>
/// <code>Find-Image redis -Official | Select-Object -First 1 | Receive-Image</code>
/// <para>Pulls the latest of the official image.</para>
/// </example>
/// <example>
/// <title>Search a registry of one's own</title>
/// <code>Find-Image registry.example:5000/web -Credential (Get-Credential)</code>
/// <para>Asks that registry's index for web.</para>
/// </example>
/// <seealso cref="ReceiveImageCommand"/>
/// <seealso cref="GetImageManifestCommand"/>
[Cmdlet(VerbsCommon.Find, "Image")]
[Alias("Search-Image")]
[OutputType(typeof(ImageSearchResult))]
public sealed class FindImageCommand : EngineCmdlet
{
    private RegistryLogin? _login;

    /// <summary>What to look for: words, as docker search takes them; before a slash, the registry whose index is asked.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [NameTransformation(typeof(ImageSearchResult))]
    [ValidateNotNullOrEmpty]
    public string[] Term { get; set; } = [];

    /// <summary>How many to return at the most, 1 to 100. 25 by default.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int? Limit { get; set; }

    /// <summary>Only Docker's official images. The engine picks them from what the index returns, so there may be fewer than -Limit.</summary>
    [Parameter]
    public SwitchParameter Official { get; set; }

    /// <summary>Only images with at least so many stars. The engine picks them from what the index returns.</summary>
    [Parameter]
    [Alias("Stars")]
    [ValidateRange(0, int.MaxValue)]
    public int? MinimumStars { get; set; }

    /// <summary>Filters of the engine, by name: @{ 'is-official' = $false }, or docker's form stars=3.</summary>
    [Parameter]
    [Alias("f")]
    [ValidateNotNullOrEmpty]
    [FilterTransformation]
    public Hashtable? Filter { get; set; }

    /// <summary>User and password for the registry. They are sent to one registry only: that of the first term.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        _login ??= new RegistryLogin(this, Credential);
        Filters filters = new Filters()
            .Add("is-official", Official ? ["true"] : [])
            .Add("stars", MinimumStars is { } stars ? [ValueText.Of(stars)] : []);
        FilterTable.AddTo(filters, Filter);
        await ForEachEngineAsync(async engine =>
        {
            // One that does not answer is not an error for each term.
            await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
            foreach (string term in Term)
            {
                await GuardAsync(engine.Connection, term, () => SearchAsync(engine, term, filters)).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    private async Task SearchAsync(EngineApi engine, string term, Filters filters)
    {
        string registry = RegistryApi.RegistryOf(term);
        string? auth = ImageReference.TryParse(registry + "/search", out ImageReference? index, out _)
            ? await _login!.HeaderAsync(engine, index).ConfigureAwait(false)
            : null;
        IReadOnlyList<ImageSearchResult> found;
        try
        {
            found = await engine.Registry.SearchAsync(term, Limit, filters, auth, StopToken).ConfigureAwait(false);
        }
        catch (DockerApiException refused) when (refused.StatusCode >= 500 || refused.Message.Contains("registry endpoint", StringComparison.Ordinal) || ErrorMapper.IsRegistryRefusal(refused.Message))
        {
            throw RegistryAnswer.ToException(registry, $"{registry} could not be searched", refused.Message);
        }

        await WriteManyAsync(found).ConfigureAwait(false);
    }
}
