using System.Management.Automation;
using DockerPS.Engine.Streams;

namespace DockerPS.Hosting.Output;

/// <summary>Makes what Get-ContainerLog returns of the lines of one container, and Invoke-ContainerCommand of those of several.</summary>
internal sealed class LogLines(ResolvedContainer container)
{
    // Shared by all lines, as Get-Content does: most of a line's cost is what it carries.
    private readonly PSNoteProperty _container = new("Container", container.Label);
    private readonly PSNoteProperty _containerId = new("ContainerId", container.Id);
    private readonly PSNoteProperty _connection = new("Connection", container.Engine.Connection);
    private readonly PSNoteProperty _standardOutput = new("Stream", StreamName(OutputStream.StandardOutput));
    private readonly PSNoteProperty _standardError = new("Stream", StreamName(OutputStream.StandardError));

    // PowerShell keeps what a text carries in a weak table, which only a full collection shrinks; the runtime makes none while all else
    // dies young, and the table of a long log would outgrow the log.
    private const int LinesPerCollection = 250_000;

    private int _lines;

    /// <summary>The text that carries where and when it comes from as properties.</summary>
    public object Decorated(OutputLine line)
    {
        PSObject text = Begin(line, out PSMemberInfoCollection<PSPropertyInfo> properties);
        properties.Add(new PSNoteProperty("Timestamp", line.Timestamp), preValidated: true);
        End(line, properties);
        return text;
    }

    /// <summary>The text that carries where it comes from, with the container's id, as properties.</summary>
    public object Labelled(OutputLine line)
    {
        PSObject text = Begin(line, out PSMemberInfoCollection<PSPropertyInfo> properties);
        End(line, properties);
        properties.Add(_containerId, preValidated: true);
        return text;
    }

    /// <summary>The typed entry.</summary>
    public object Entry(OutputLine line) => new ContainerLogEntry
    {
        Connection = container.Engine.Connection,
        Timestamp = line.Timestamp,
        Stream = StreamName(line.Stream),
        Container = container.Label,
        ContainerId = container.Id,
        Message = line.Text,
    };

    /// <summary>The bare text.</summary>
    public static object Bare(OutputLine line) => line.Text;

    private PSObject Begin(OutputLine line, out PSMemberInfoCollection<PSPropertyInfo> properties)
    {
        if (++_lines % LinesPerCollection == 0)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        }

        var text = new PSObject(line.Text);
        properties = text.Properties;
        return text;
    }

    private void End(OutputLine line, PSMemberInfoCollection<PSPropertyInfo> properties)
    {
        properties.Add(line.Stream == OutputStream.StandardError ? _standardError : _standardOutput, preValidated: true);
        properties.Add(_container, preValidated: true);
        properties.Add(_connection, preValidated: true);
    }

    private static string StreamName(OutputStream stream) => stream == OutputStream.StandardError ? "stderr" : "stdout";
}
