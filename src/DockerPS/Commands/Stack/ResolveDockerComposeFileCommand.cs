using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Compose;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Reads compose files and returns what they say together: the project, with everything merged, filled in and checked.</summary>
/// <remarks>
/// <para>Files are read by the Compose Specification: several are merged, ${NAME} is filled in with the session's variables and those of .env, extends and include are carried out,
/// anchors, profiles, short and long forms, !reset and !override are understood, and relative paths become full ones. Nothing but files is asked: no engine and no network,
/// but for -ResolveImageDigest. Files on other machines (include and extends by URL) are not read.</para>
/// <para>The output is one object with Services, Networks, Volumes, Secrets, Configs and so on; with -AsYaml it is one compose file in canonical form, as docker compose config
/// writes it. What cannot be read is an error (ComposeFileInvalid, ComposeFileNotFound, ComposeVariableRequired) that names the file, the line, the column, the key and what was
/// expected; what has no effect is a warning, and stands in Warnings.</para>
/// <para>The twin of docker compose config and docker stack config; about_DockerPS_Compose has more.</para>
/// </remarks>
/// <example>
/// <title>See what the files of this folder come to</title>
/// <code>Resolve-DockerComposeFile</code>
/// <para>Shows the project: its services with images and ports, its networks, volumes, secrets and configs.</para>
/// </example>
/// <example>
/// <title>Merge files and write the result</title>
/// <code>Resolve-DockerComposeFile compose.yaml, compose.prod.yaml -EnvironmentFile prod.env -AsYaml | Set-Content stack.yaml</code>
/// <para>compose.prod.yaml lies over compose.yaml, and variables come from prod.env. stack.yaml stands for itself: no variable and no other file is needed for it.</para>
/// </example>
/// <example>
/// <title>List images and ports</title>
/// <code>(Resolve-DockerComposeFile -Profile *).Services | Select-Object Name, Image, Ports</code>
/// <para>All services, whatever profiles they have.</para>
/// </example>
/// <example>
/// <title>Check every project of a tree</title>
/// <code>Get-ChildItem ./projects -Directory | Resolve-DockerComposeFile | Format-Table Name, Services, Warnings</code>
/// <para>A folder is a project. One that cannot be read is an error, and the others go on.</para>
/// </example>
/// <example>
/// <title>See which variables the files need</title>
/// <code>(Resolve-DockerComposeFile -NoInterpolate).Variables | Format-Table Name, Required, DefaultValue, Value</code>
/// <para>Every variable that is named in ${...}, with its default and the value it has now.</para>
/// </example>
/// <example>
/// <title>Pin the images</title>
/// <code>Resolve-DockerComposeFile -LockImageDigest -AsYaml | Set-Content compose.lock.yaml
/// Deploy-DockerStack shop -Path compose.yaml, compose.lock.yaml</code>
/// <para>The engine asks the registries which digests the images have now; what is deployed later are these.</para>
/// </example>
/// <example>
/// <title>Write the file in the script</title>
/// <code>'services:', '  web:', '    image: nginx:${TAG:-latest}' | Resolve-DockerComposeFile -ProjectName demo -AsYaml</code>
/// <para>Strings in the pipeline are the lines of one compose file.</para>
/// </example>
/// <seealso cref="DeployDockerStackCommand"/>
/// <seealso cref="GetImageManifestCommand"/>
[Cmdlet(VerbsDiagnostic.Resolve, "DockerComposeFile", DefaultParameterSetName = PathSet)]
[OutputType(typeof(ComposeProject), typeof(string))]
public sealed class ResolveDockerComposeFileCommand : ComposeFilesCmdlet
{
    /// <summary>The project's name: lower-case letters, digits, - and _. By default COMPOSE_PROJECT_NAME, else name in the files, else the name of the project's folder.</summary>
    [Parameter]
    [Alias("p")]
    [ValidateNotNullOrEmpty]
    public string? ProjectName { get; set; }

    /// <summary>Only these services and those that they depend on, whatever profiles they have. All active ones by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ComposeServiceCompleter))]
    public string[]? Service { get; set; }

    /// <summary>Returns the text of one compose file in canonical form instead of an object: long forms, full paths, sorted services. A dollar sign is doubled in it,
    /// so that reading it again gives the same.</summary>
    [Parameter]
    public SwitchParameter AsYaml { get; set; }

    /// <summary>Leaves ${NAME} as it is. Numbers, sizes and ports that are variables are then left out of the object; files of variables are not read, and nothing is checked that could depend on them.</summary>
    [Parameter]
    [Alias("SkipInterpolation")]
    public SwitchParameter NoInterpolate { get; set; }

    /// <summary>Adds nothing that the files do not say: no names of networks and volumes on the engine, no default network, no dependencies that links imply.</summary>
    [Parameter]
    public SwitchParameter NoNormalize { get; set; }

    /// <summary>Does not check whether the networks, volumes, secrets, configs and services that services refer to are there, and whether keys contradict each other.</summary>
    [Parameter]
    public SwitchParameter NoConsistency { get; set; }

    /// <summary>Leaves the files of env_file and label_file unread: their names stand in EnvironmentFiles and LabelFiles.</summary>
    [Parameter]
    [Alias("NoEnvResolution")]
    public SwitchParameter NoEnvironmentResolution { get; set; }

    /// <summary>Leaves relative paths as they are.</summary>
    [Parameter]
    public SwitchParameter NoPathResolution { get; set; }

    /// <summary>Puts the digest that the registry has now behind the images' names (nginx:1.27@sha256:...), so that the same ones are run later. The engine asks the registry,
    /// with the logins of Connect-DockerRegistry and docker's configuration. Images that are built and those that have a digest stay as they are.</summary>
    [Parameter]
    [Alias("ResolveImageDigests")]
    public SwitchParameter ResolveImageDigest { get; set; }

    /// <summary>Returns only the services with their images and digests: with -AsYaml a file that goes behind the others and pins their images.</summary>
    [Parameter]
    [Alias("LockImageDigests")]
    public SwitchParameter LockImageDigest { get; set; }

    private protected override async Task EndAsync()
    {
        foreach (ComposeLoadOptions options in Projects())
        {
            await GuardAsync(null, options.Paths.Count == 1 ? options.Paths[0] : null, async () =>
            {
                ComposeProject project = await ReadAsync(options).ConfigureAwait(false);
                if (ResolveImageDigest || LockImageDigest)
                {
                    await new ComposeImagePinner(this).PinAsync(SelectEngine(), project, StopToken).ConfigureAwait(false);
                }

                if (LockImageDigest)
                {
                    project = ComposeImagePinner.ImagesOf(project);
                }

                await WriteAsync(AsYaml ? ComposeLoader.ToYaml(project, options) : project).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    private protected override ComposeLoadOptions Options(ComposeLoadOptions files) => files with
    {
        ProjectName = ProjectName,
        Services = Service ?? [],
        NoInterpolate = NoInterpolate,
        NoNormalize = NoNormalize,
        NoConsistency = NoConsistency,
        NoEnvironmentResolution = NoEnvironmentResolution,
        NoPathResolution = NoPathResolution,
    };
}
