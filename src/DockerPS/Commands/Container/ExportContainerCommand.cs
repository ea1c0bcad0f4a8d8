using System.Management.Automation;
using DockerPS.Hosting;
using DockerPS.Hosting.Files;

namespace DockerPS.Commands;

/// <summary>Saves the file system of a container as a tar archive.</summary>
/// <remarks>
/// <para>The archive has all files of the container, running or not; what is mounted into it, volumes too, is not in it. It goes to a file,
/// which takes its place when it is whole, or as bytes to the next command. One container at a time: several archives in one file can be read by nothing.
/// The twin of docker export (GET /containers/{id}/export).</para>
/// <para>To keep the layers, the command and the environment too, make an image: ConvertTo-Image.</para>
/// </remarks>
/// <example>
/// <title>Save to a file</title>
/// <code>Export-Container web -OutFile web.tar</code>
/// <para>Writes the archive; a file that is there already is replaced when all has come.</para>
/// </example>
/// <example>
/// <title>Hand it to a program</title>
/// <code>Export-Container web -AsByteStream | gzip -c > web.tar.gz</code>
/// <para>Native commands get the bytes as they are.</para>
/// </example>
/// <example>
/// <title>See what is in it</title>
/// <code>Export-Container web -AsByteStream | tar -t | Select-String nginx</code>
/// <para>Lists the names of the archive's files that have nginx in them.</para>
/// </example>
/// <example>
/// <title>Save several containers</title>
/// <code>Get-Container web* | ForEach-Object { Export-Container $_ -OutFile "$($_.Name).tar" }</code>
/// <para>Each container gets a file of its own.</para>
/// </example>
/// <seealso cref="ConvertToImageCommand"/>
/// <seealso cref="CopyContainerFileCommand"/>
[Cmdlet(VerbsData.Export, "Container", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo), typeof(byte[]))]
public sealed class ExportContainerCommand : ContainerTargetCmdlet
{
    // Only when all input is there is it known whether it is one container.
    private readonly List<ResolvedContainer> _containers = [];
    private string? _outFile;

    /// <summary>Writes the archive to this file. It is written beside its place and renamed when it is whole: a failure leaves what was there before.</summary>
    [Parameter]
    [Alias("Path", "Output", "o")]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Returns the archive as byte[] chunks, which native commands get as they are. For a file take -OutFile: the redirection &gt;
    /// writes the bytes as text.</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>Returns the file of -OutFile.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void OnBegin()
    {
        base.OnBegin();
        ArchiveOutputRules.Check(OutFile, AsByteStream, PassThru);
        _outFile = OutFile is null ? null : FilePath.Of(this, OutFile);
    }

    private protected override async Task ProcessAsync()
    {
        await foreach (ResolvedContainer container in ResolveAsync().ConfigureAwait(false))
        {
            _containers.Add(container);
        }
    }

    private protected override async Task EndAsync()
    {
        switch (_containers)
        {
            case []:
                return;
            case [ResolvedContainer only]:
                if (_outFile is null || await ShouldProcessAsync(only.Describe(), $"Export container to {_outFile}").ConfigureAwait(false))
                {
                    await GuardAsync(only.Engine.Connection, only.Target, () => ExportAsync(only)).ConfigureAwait(false);
                }

                return;
            default:
                throw new InvalidRequestException(
                    "OutputAmbiguous", $"{_containers.Count} containers cannot go into one archive: {string.Join(", ", _containers.Select(static container => container.Label))}.")
                {
                    Advice = "Export each to a file of its own, with ForEach-Object.",
                };
        }
    }

    private async Task ExportAsync(ResolvedContainer container)
    {
        var export = new ArchiveExport(
            this, container.Engine.Connection.Name, container.Label, total: null, () => container.Engine.Containers.OpenExportAsync(container.Id, StopToken));
        if (_outFile is null)
        {
            await export.StreamAsync().ConfigureAwait(false);
            return;
        }

        await export.SaveAsync(_outFile).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteAsync(new FileInfo(_outFile)).ConfigureAwait(false);
        }
    }
}
