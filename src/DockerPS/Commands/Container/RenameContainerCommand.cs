using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gives containers another name.</summary>
/// <remarks>
/// <para>Running containers can be renamed too. One new name is for one container of an engine: where several are meant, nothing is renamed.
/// Many are renamed with a script block, which makes the new name of each, as with Rename-Item; they follow one another in input order.</para>
/// <para>Where another container has the new name, that is the error NameInUse. The twin of docker rename (POST /containers/{id}/rename).</para>
/// </remarks>
/// <example>
/// <title>Rename a container</title>
/// <code>Rename-Container web web-old</code>
/// <para>The container web is called web-old from now on.</para>
/// </example>
/// <example>
/// <title>Rename many</title>
/// <code>Get-Container web* | Rename-Container -NewName { $_.Name -replace '^web', 'shop' }</code>
/// <para>web-1 becomes shop-1, web-2 becomes shop-2.</para>
/// </example>
/// <example>
/// <title>Make room for a new container, and put it in</title>
/// <code>Rename-Container web web-old
/// Run-Container -d -Name web -p 80:80 shop:2
/// Remove-Container web-old -Force</code>
/// <para>The old container keeps running under its new name until the new one is there.</para>
/// </example>
[Cmdlet(VerbsCommon.Rename, "Container", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ContainerDetail))]
public sealed class RenameContainerCommand : ContainerTargetCmdlet
{
    // What one new name was given for on the command line; it is not known before the end whether it is one.
    private readonly List<ResolvedContainer> _targets = [];
    private bool _isOneName;

    /// <summary>The new name, or a script block that makes it of each container that is piped in ($_).</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string NewName { get; set; } = "";

    /// <summary>Returns the renamed containers.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void OnBegin()
    {
        base.OnBegin();

        // What a script block or a record gives is not there yet.
        _isOneName = NewName.Length > 0;
    }

    private protected override async Task ProcessAsync()
    {
        await foreach (ResolvedContainer container in ResolveAsync().ConfigureAwait(false))
        {
            _targets.Add(container);
        }

        if (!_isOneName)
        {
            await GuardAsync(null, NewName, RenameAsync).ConfigureAwait(false);
            _targets.Clear();
        }
    }

    private protected override Task EndAsync() => _isOneName ? RenameAsync() : Task.CompletedTask;

    private async Task RenameAsync()
    {
        string newName = NewName;
        IGrouping<string, ResolvedContainer>? several = _targets.DistinctBy(static target => (target.Engine.Connection.Endpoint, target.Id))
            .GroupBy(static target => target.Engine.Connection.Endpoint).FirstOrDefault(static group => group.Count() > 1);
        if (several is not null)
        {
            throw new InvalidRequestException(
                "TooManyContainers",
                $"'{newName}' can be the name of one container, but {several.Count()} were given: {string.Join(", ", several.Take(3).Select(static target => target.Label))}{(several.Count() > 3 ? " ..." : "")}. None was renamed.")
            {
                Advice = "Make each name in a script block: Get-Container web* | Rename-Container -NewName { \"old-$($_.Name)\" }.",
            };
        }

        foreach (ResolvedContainer target in _targets)
        {
            // One after the other: a name may become free by the rename before it.
            if (await ShouldProcessAsync(target.Describe(), $"Rename container to '{newName}'").ConfigureAwait(false))
            {
                await GuardAsync(target.Engine.Connection, target.Target, () => RenameAsync(target, newName)).ConfigureAwait(false);
            }
        }
    }

    private async Task RenameAsync(ResolvedContainer target, string newName)
    {
        await ChangeAsync(token => target.Engine.Containers.RenameAsync(target.Id, newName, token)).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteAsync(await target.Engine.Containers.InspectAsync(target.Id, size: false, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }
}
