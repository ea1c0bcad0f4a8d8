using System.Management.Automation;
using DockerPS.Completion;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that act on images: by reference with wildcards, as objects, or by id from CSV, JSON and jobs.</summary>
public abstract class ImageTargetCmdlet : EngineCmdlet
{
    internal const string NameSet = "Name";
    internal const string InputObjectSet = "InputObject";
    internal const string IdSet = "Id";

    private ImageResolver? _resolver;

    private protected ImageTargetCmdlet()
    {
    }

    /// <summary>The images, by reference, full id or unique id prefix; a reference without a tag means its latest.
    /// Wildcards match references, with or without their tag.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(Image))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public virtual string[]? Name { get; set; }

    /// <summary>The images, as objects of Get-Image and other cmdlets: each stands for its own reference, or for the image where it has none.
    /// Each goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(Image))]
    public Image[]? InputObject { get; set; }

    /// <summary>The images' ids, 12 to 64 hexadecimal digits with or without sha256:, from objects that have been through CSV, JSON or a job.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("ImageId")]
    [ValidatePattern("^(sha256:)?[0-9a-fA-F]{12,64}$")]
    public string[]? Id { get; set; }

    /// <summary>Beside an id: the reference of that image that is meant. It comes from the object's own Reference property.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [AllowNull]
    [AllowEmptyString]
    public string? Reference { get; set; }

    /// <summary>What the record of the id is, by which an object that is none of these is told apart. It comes from every object by itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet, DontShow = true)]
    public object? PSTypeNames { get; set; }

    /// <summary>The engines to use, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside an id it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <summary>True where names stand for what a list shows: a repository for all its tags.</summary>
    private protected virtual bool AsList => false;

    /// <summary>The images of this record, in input order. What is not found is an error record.</summary>
    private protected IAsyncEnumerable<ResolvedImage> ResolveAsync() => ParameterSetName switch
    {
        InputObjectSet => ResolveObjectsAsync(InputObject!, ResolvedImage.Of),
        IdSet => string.IsNullOrEmpty(Reference) ? ResolveIdsAsync(Resolver, Id!, typeof(Image), PSTypeNames) : ResolveReferenceAsync(Id!, Reference),
        _ => ResolveNamesAsync(Resolver, Name!),
    };

    private ImageResolver Resolver => _resolver ??= new ImageResolver(AsList, StopToken);

    /// <summary>A reference that was written down together with an id: it may stand for another image by now.</summary>
    private async IAsyncEnumerable<ResolvedImage> ResolveReferenceAsync(string[] ids, string reference)
    {
        await foreach (ResolvedImage image in ResolveNamesAsync(Resolver, [reference]).ConfigureAwait(false))
        {
            if (ids.Any(id => ImageResolver.IsIdOf(id, image.Image)))
            {
                yield return image;
                continue;
            }

            await WriteErrorAsync(
                new InvalidRequestException("ReferenceMoved", $"'{reference}' stands for the image {ShortId.Of(image.Id)} now, not for {string.Join(", ", ids.Select(ShortId.Of))}.")
                {
                    Connection = image.Engine.Connection,
                    Advice = "Give -Name to mean the reference whatever it stands for, or -Id alone to mean the image.",
                },
                reference).ConfigureAwait(false);
        }
    }
}
