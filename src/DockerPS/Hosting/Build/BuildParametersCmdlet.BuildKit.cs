using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Requests.Build;

namespace DockerPS.Hosting;

/// <content>What only BuildKit does.</content>
public abstract partial class BuildParametersCmdlet
{
    private static readonly string[] s_needBuildKit = [nameof(Secret), nameof(Ssh), nameof(Output), nameof(CacheTo)];

    private BuildOutputSpec? _output;
    private bool _outputIsRead;

    /// <summary>Secrets for RUN --mount=type=secret,id=...: they are there for that one command, and in no layer, no history and no log.
    /// A table of ids and values, where a value is a SecureString, a PSCredential (its password), a text, bytes, or a file of Get-Item:
    /// @{ token = Get-Secret token }. Or docker's texts: 'id=token,src=./token.txt', 'id=token,env=TOKEN'. Needs BuildKit.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Secret { get; set; }

    /// <summary>The ssh agent for RUN --mount=type=ssh: default is yours; 'default=socket' another one; 'id=key,key' files of keys, without a
    /// passphrase. Private keys stay here: the engine gets signatures. Needs BuildKit.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Ssh { get; set; }

    /// <summary>What becomes of the result instead of an image: a folder that gets its files ('./out'), an archive ('type=tar,dest=out.tar'), byte[]
    /// chunks of an archive in the pipeline ('-'), or nothing but the cache ('type=cacheonly'); 'type=image' is the image. Also as a table:
    /// @{ Type = 'local'; Destination = './out' }. What is in the folder stays, and files of the same name are replaced. Needs BuildKit.</summary>
    [Parameter]
    [Alias("o")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BuildOutputCompleter))]
    public object[]? Output { get; set; }

    /// <summary>Puts the cache's records into the image: 'inline'. Pushed with it, they let -CacheFrom use it elsewhere. Needs BuildKit.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CacheTargetCompleter))]
    public string[]? CacheTo { get; set; }

    /// <summary>Writes what is known of the result to this file, as JSON with docker buildx's names: containerimage.digest, image.name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MetadataFile { get; set; }

    /// <summary>What -Output says; null is an image.</summary>
    private protected BuildOutputSpec? ParsedOutput
    {
        get
        {
            if (!_outputIsRead)
            {
                object?[] outputs = [.. UnquotedFields.Join(PlainInput.AllOf(Output), UnquotedFields.KeyOf, static (key, before) => before.Contains(key))];
                _output = outputs switch
                {
                    [] => null,
                    [var only] => BuildOutputSpec.Parse(only is FileSystemInfo place ? place.FullName : only),
                    _ => throw new InvalidRequestException("BadOutput", $"-Output takes one output; {outputs.Length} were given."),
                };
                _outputIsRead = true;
            }

            return _output;
        }
    }
}
