using System.Collections.Concurrent;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Makes images of containers.</summary>
/// <remarks>
/// <para>The image has what the container has written upon the image that it was made from, and its command, environment and labels.
/// What is mounted into the container, volumes too, is not in it. The container is paused meanwhile, so that its files fit together, unless -NoPause is given.
/// Returns the image. The twin of docker commit (POST /commit).</para>
/// <para>For what is made more than once, a Dockerfile says how: New-Image.</para>
/// </remarks>
/// <example>
/// <title>Keep the state of a container</title>
/// <code>ConvertTo-Image web web:before-upgrade -Message 'Before the upgrade to 2.0'</code>
/// <para>Makes the image web:before-upgrade and returns it.</para>
/// </example>
/// <example>
/// <title>Change what containers of it begin with</title>
/// <code>ConvertTo-Image web -Tag web:debug -Change 'ENV LOG=debug', 'CMD ["nginx", "-g", "daemon off;"]'</code>
/// <para>Each change is an instruction of a Dockerfile: CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, ONBUILD, USER, VOLUME or WORKDIR.</para>
/// </example>
/// <example>
/// <title>Keep many containers</title>
/// <code>Get-Container web* -Context prod-* | ForEach-Object { ConvertTo-Image $_ -Tag "backup/$($_.Name)" }</code>
/// <para>Makes an image of each container, on the container's own engine. Without -Tag the images would have no name.</para>
/// </example>
/// <seealso cref="NewImageCommand"/>
/// <seealso cref="ExportContainerCommand"/>
[Cmdlet(VerbsData.ConvertTo, "Image", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[Alias("Commit-Container")]
[OutputType(typeof(ImageDetail))]
public sealed class ConvertToImageCommand : ContainerActionCmdlet
{
    private readonly ConcurrentDictionary<string, string> _named = new(StringComparer.Ordinal);
    private IReadOnlyList<ImageReference> _references = [];
    private bool _pauses = true;

    /// <summary>The names of the image, name:tag or registry/name:tag. Without a tag it is latest. Without -Tag the image has no name.</summary>
    [Parameter(Position = 1)]
    [Alias("Reference", "Repository")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string[]? Tag { get; set; }

    /// <summary>The author, as "Jo Doe &lt;jo@example.com&gt;".</summary>
    [Parameter]
    [Alias("a")]
    [ValidateNotNullOrEmpty]
    public string? Author { get; set; }

    /// <summary>Instructions of a Dockerfile, which change what containers of the image begin with: CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, ONBUILD, USER, VOLUME, WORKDIR.
    /// The engine checks them.</summary>
    [Parameter]
    [Alias("c")]
    [ValidateNotNullOrEmpty]
    public string[]? Change { get; set; }

    /// <summary>A message; it is the image's Comment.</summary>
    [Parameter]
    [Alias("m")]
    [ValidateNotNullOrEmpty]
    public string? Message { get; set; }

    /// <summary>Pauses the container meanwhile, as is the default; -Pause:$false does not.</summary>
    [Parameter]
    [Alias("p")]
    public SwitchParameter Pause { get; set; }

    /// <summary>Lets the container run meanwhile: what it writes then may be in the image in part.</summary>
    [Parameter]
    public SwitchParameter NoPause { get; set; }

    private protected override string Action => _references.Count == 0 ? "Create image of container" : $"Create image {string.Join(", ", _references.Select(static reference => reference.Familiar))} of container";

    private protected override void OnBegin()
    {
        base.OnBegin();
        bool pauseIsGiven = MyInvocation.BoundParameters.ContainsKey(nameof(Pause));
        if (pauseIsGiven && Pause && NoPause)
        {
            throw new InvalidRequestException("BadParameter", "-Pause and -NoPause cannot be given together.");
        }

        _pauses = !NoPause && (!pauseIsGiven || Pause);
        _references = [.. (Tag ?? []).Select(TargetReferences.Read)];
    }

    private protected override async Task ActAsync(ResolvedContainer container)
    {
        foreach (ImageReference reference in _references)
        {
            Claim(container, reference);
        }

        ImageReference? first = _references.Count > 0 ? _references[0] : null;
        var query = new QueryString()
            .Add("repo", first?.FamiliarName)
            .Add("tag", first?.Tag)
            .Add("comment", Message)
            .Add("author", Author)
            .Add("pause", _pauses ? null : "0");
        foreach (string change in Change ?? [])
        {
            query.Add("changes", change);
        }

        string id = await ChangeAsync(token => container.Engine.Images.CommitAsync(container.Id, query, token)).ConfigureAwait(false);
        foreach (ImageReference reference in _references.Skip(1))
        {
            await ChangeAsync(token => container.Engine.Images.TagAsync(id, reference.FamiliarName, reference.Tag!, token)).ConfigureAwait(false);
        }

        await WriteAsync(await container.Engine.Images.InspectAsync(id, first?.Familiar, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>A name stands for one image: of several containers the last would silently win.</summary>
    private void Claim(ResolvedContainer container, ImageReference reference)
    {
        string owner = _named.GetOrAdd($"{container.Engine.Connection.Endpoint} {reference.Familiar}", container.Id);
        if (owner != container.Id)
        {
            throw new InvalidRequestException(
                "ReferenceInUse", $"'{reference.Familiar}' was given to the image of {ShortId.Of(owner)} by this command already; that of {container.Label} would take it away.")
            {
                Advice = "Give each image a name of its own, with ForEach-Object.",
            };
        }
    }
}
