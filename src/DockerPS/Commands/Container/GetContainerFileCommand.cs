using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Streams.Copy;
using DockerPS.Hosting;
using DockerPS.Hosting.Files;

namespace DockerPS.Commands;

/// <summary>Lists files in a container, running or not.</summary>
/// <remarks>
/// <para>Of a folder, or a link to one, it returns what is in it, of anything else the thing itself; wildcards match parts of the path.
/// Nothing is run in the container: it works for images without a shell, too. Objects know their container and can be piped to Copy-ContainerFile.</para>
/// <para>The engine can only give the archive of a folder, with the contents of all files below it. A listing costs as much as reading all that,
/// even without -Recurse: that of /etc is quick, that of / reads the whole file system of the container. The contents are dropped as they come.
/// Meanwhile the engine keeps other commands from the container's files. A running container that has ls is asked faster by Invoke-ContainerCommand.</para>
/// <para>Volumes are listed; what the kernel shows below /proc and /sys is not there for the engine (GET and HEAD /containers/{id}/archive).</para>
/// </remarks>
/// <example>
/// <title>List a folder</title>
/// <code>Get-ContainerFile web /etc/nginx</code>
/// <para>Returns what is in the folder /etc/nginx of the container web. web:/etc/nginx does the same.</para>
/// </example>
/// <example>
/// <title>Copy what is large</title>
/// <code>Get-ContainerFile web /var/log -Recurse -File | Where-Object Length -gt 1MB | Copy-ContainerFile -Destination ./large</code>
/// <para>Copies all files of more than a megabyte below /var/log into the folder large.</para>
/// </example>
/// <example>
/// <title>Look into stopped containers</title>
/// <code>Get-Container -State Exited | Get-ContainerFile -Path /tmp/*.dmp | Sort-Object LastWriteTime</code>
/// <para>Returns the dumps that stopped containers have left, each with the name of its container.</para>
/// </example>
/// <example>
/// <title>See whether a file is there</title>
/// <code>Get-ContainerFile web /run/ready -ErrorAction Ignore</code>
/// <para>Returns the file, or nothing where there is none.</para>
/// </example>
/// <seealso cref="CopyContainerFileCommand"/>
[Cmdlet(VerbsCommon.Get, "ContainerFile", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ContainerFile))]
public sealed class GetContainerFileCommand : ContainerTargetCmdlet
{
    private ContainerResolver? _resolver;
    private WildcardPattern? _filter;
    private WildcardPattern[] _include = [];
    private WildcardPattern[] _exclude = [];

    /// <summary>The containers, by name, full id or unique id prefix; wildcards match names. A path may follow behind a colon, as for docker cp: web:/etc.
    /// Where containers come from the pipeline, an argument that stands here without a name is -Path.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PipedSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(Container))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>The containers, as objects of Get-Container and other cmdlets. Each goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipedSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(Container))]
    public override Container[]? InputObject { get; set; }

    /// <summary>The paths in the containers; wildcards match parts of a path. One that is not absolute begins at the root.</summary>
    /// <value>/</value>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The paths in the containers, taken as they are, without wildcards.</summary>
    [Parameter]
    [Alias("LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>Only things whose name matches; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Filter { get; set; }

    /// <summary>Only things whose name matches one of these; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Include { get; set; }

    /// <summary>Without things whose name matches one of these; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Exclude { get; set; }

    /// <summary>Also what is below the folders that are found, at any depth.</summary>
    [Parameter]
    [Alias("s", "r")]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Also what is below the folders that are found, so many levels deep; 0 is the same as without -Recurse.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Depth { get; set; }

    /// <summary>Only regular files.</summary>
    [Parameter]
    public SwitchParameter File { get; set; }

    /// <summary>Only folders.</summary>
    [Parameter]
    public SwitchParameter Directory { get; set; }

    /// <summary>The thing at the path itself, also where it is a folder or a link to one. It costs one short call.</summary>
    [Parameter]
    public SwitchParameter Item { get; set; }

    private protected override Task BeginAsync()
    {
        if (Item && (Recurse || Depth > 0))
        {
            throw new InvalidRequestException("ParameterConflict", "-Item is for the thing itself; it goes without -Recurse and -Depth.");
        }

        _filter = Filter is null ? null : Pattern(Filter);
        _include = Array.ConvertAll(Include ?? [], Pattern);
        _exclude = Array.ConvertAll(Exclude ?? [], Pattern);
        return Task.CompletedTask;
    }

    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName != NameSet)
        {
            string[]? given = WithPositional(Path, nameof(Path));
            await foreach (ResolvedContainer container in ResolveAsync().ConfigureAwait(false))
            {
                await ListAllAsync(container, given).ConfigureAwait(false);
            }

            return;
        }

        foreach (string name in Name!)
        {
            // No name of a container has a colon.
            int colon = name.IndexOf(':', StringComparison.Ordinal);
            string[]? paths = colon < 0 ? Path : [name[(colon + 1)..]];
            await foreach (ResolvedContainer container in ResolveNamesAsync(_resolver ??= new ContainerResolver(StopToken), [colon < 0 ? name : name[..colon]]).ConfigureAwait(false))
            {
                await ListAllAsync(container, paths).ConfigureAwait(false);
            }
        }
    }

    private static WildcardPattern Pattern(string text) => new(text, WildcardOptions.IgnoreCase);

    private async Task ListAllAsync(ResolvedContainer container, string[]? paths)
    {
        foreach (string path in LiteralPath ?? [])
        {
            await GuardAsync(container.Engine.Connection, path, () => ListAsync(container, path, isLiteral: true)).ConfigureAwait(false);
        }

        foreach (string path in paths ?? (LiteralPath is null ? ["/"] : []))
        {
            await GuardAsync(container.Engine.Connection, path, () => ListAsync(container, path, isLiteral: false)).ConfigureAwait(false);
        }
    }

    private async Task ListAsync(ResolvedContainer container, string text, bool isLiteral)
    {
        bool isWindows = await ContainerFiles.IsWindowsAsync(container.Engine, StopToken).ConfigureAwait(false);
        string path = CopyPath.InContainer(text, isWindows).Path;
        var listing = new ContainerListing(this, container);
        if (!isLiteral && await ContainerWildcards.HasAsync(container, path, StopToken).ConfigureAwait(false))
        {
            var pattern = ContainerPattern.Parse(path, isWindows);
            int most = MostDepth(pattern.Depth);
            await WriteMatchesAsync(listing.ListAsync(pattern.Folder, parts => parts.Length <= most && pattern.IsMatch(parts), StopToken)).ConfigureAwait(false);
        }
        else if (!Item && await listing.IsFolderAsync(path, StopToken).ConfigureAwait(false))
        {
            int most = MostDepth(1);
            await WriteMatchesAsync(listing.ListAsync(path, parts => parts.Length <= most, StopToken)).ConfigureAwait(false);
        }
        else
        {
            ContainerFile file = await listing.GetAsync(path, StopToken).ConfigureAwait(false);
            if (IsWanted(file))
            {
                await WriteAsync(file).ConfigureAwait(false);
            }
        }
    }

    private int MostDepth(int first) => MyInvocation.BoundParameters.ContainsKey(nameof(Depth)) ? (int)Math.Min((long)first + Depth, int.MaxValue) : Recurse ? int.MaxValue : first;

    private Task WriteMatchesAsync(IAsyncEnumerable<ContainerFile> files) => WriteAllAsync(WantedAsync(files));

    private async IAsyncEnumerable<ContainerFile> WantedAsync(IAsyncEnumerable<ContainerFile> files)
    {
        await foreach (ContainerFile file in files.ConfigureAwait(false))
        {
            if (IsWanted(file))
            {
                yield return file;
            }
        }
    }

    private bool IsWanted(ContainerFile file) =>
        (!File || file.Type == "File")
        && (!Directory || file.Type == "Directory")
        && _filter?.IsMatch(file.Name) != false
        && (_include.Length == 0 || Array.Exists(_include, pattern => pattern.IsMatch(file.Name)))
        && !Array.Exists(_exclude, pattern => pattern.IsMatch(file.Name));
}
