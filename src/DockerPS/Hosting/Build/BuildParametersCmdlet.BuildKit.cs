using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Requests.Build;

namespace DockerPS.Hosting;

/// <content>What only BuildKit does.</content>
public abstract partial class BuildParametersCmdlet
{
    // What POST /build has no words for, and BuildKit's own service has.
    private static readonly string[] s_needService = [nameof(NoCacheFilter), nameof(BuildContext), nameof(Annotation), nameof(Attest)];
    private static readonly string[] s_needBuildKit = [nameof(Secret), nameof(Ssh), nameof(Output), nameof(CacheTo), .. s_needService];

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

    /// <summary>The stages whose steps are done anew, by the names after AS; the others may come from the cache. Completion reads the Dockerfile.
    /// Needs BuildKit.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StageCompleter))]
    public string[]? NoCacheFilter { get; set; }

    /// <summary>Contexts beside the build's own, by the names that FROM, COPY --from and RUN --mount=from have for them, which they stand for:
    /// @{ lib = '../lib' } or 'lib=../lib' is a folder (without what its .dockerignore names), 'docker-image://alpine:3' an image, and the URL of a
    /// git repository or of a file is what the engine fetches. Needs BuildKit in an engine of 23.0 or later.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? BuildContext { get; set; }

    /// <summary>Annotations of the image: @{ 'org.opencontainers.image.title' = 'Web' }, 'key=value', or with docker's places before the key:
    /// 'index:key=value' (of several platforms), 'manifest[linux/arm64]:key=value'. Needs BuildKit, and an engine that keeps its images in containerd.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Annotation { get; set; }

    /// <summary>Attestations that go into the image: 'type=provenance,mode=max', 'type=sbom'. Without it there are none. Needs BuildKit, and an engine
    /// that keeps its images in containerd; for an sbom the engine fetches an image that makes it.</summary>
    [Parameter]
    [Alias("Attestation")]
    [ValidateNotNullOrEmpty]
    public string[]? Attest { get; set; }

    /// <summary>Writes what is known of the result to this file, as JSON with docker buildx's names: containerimage.digest, image.name, and where
    /// the engine tells more (see about_DockerPS_Build) all of it.</summary>
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
