using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Streams;

namespace DockerPS.Hosting;

/// <summary>Makes what Get-DockerServiceLog returns of the lines of one task.</summary>
internal sealed class ServiceLogSource
{
    private readonly EngineApi _engine;
    private readonly ServiceLogContext? _context;
    private readonly string _service;
    private readonly string _task;
    private readonly string _node;
    private readonly string _prefix;

    // Shared by all lines of a task: most of a line's cost is what it carries.
    private readonly PSNoteProperty[] _shared;
    private readonly PSNoteProperty _standardOutput = new("Stream", StreamName(OutputStream.StandardOutput));
    private readonly PSNoteProperty _standardError = new("Stream", StreamName(OutputStream.StandardError));

    /// <param name="engine">The manager that the log comes from.</param>
    /// <param name="context">Where the lines are from.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="task">The task's name.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="prefixed">True where lines are to begin with the task and its node.</param>
    /// <param name="detailed">True where lines are to begin with their details.</param>
    public ServiceLogSource(EngineApi engine, ServiceLogContext? context, string service, string task, string node, bool prefixed, bool detailed)
    {
        _engine = engine;
        _context = context;
        (_service, _task, _node) = (service, task, node);
        string details = detailed && context?.Details.Count > 0 ? string.Join(',', context.Details.Select(static pair => $"{pair.Key}={pair.Value}")) + " " : "";
        _prefix = (prefixed ? $"{task}@{node} | " : "") + details;
        _shared =
        [
            new("Service", service), new("Task", task), new("TaskId", context?.TaskId ?? ""), new("Node", node), new("Connection", engine.Connection),
        ];
    }

    /// <summary>The text that carries where and when it comes from as properties.</summary>
    public object Decorated(OutputLine line)
    {
        var text = new PSObject(Text(line));
        PSMemberInfoCollection<PSPropertyInfo> properties = text.Properties;
        properties.Add(new PSNoteProperty("Timestamp", line.Timestamp), preValidated: true);
        properties.Add(line.Stream == OutputStream.StandardError ? _standardError : _standardOutput, preValidated: true);
        foreach (PSNoteProperty property in _shared)
        {
            properties.Add(property, preValidated: true);
        }

        return text;
    }

    /// <summary>The typed entry.</summary>
    public object Entry(OutputLine line)
    {
        var details = new StringMap();
        foreach ((string name, string value) in _context?.Details ?? [])
        {
            details[name] = value;
        }

        return new ServiceLogEntry
        {
            Connection = _engine.Connection,
            Timestamp = line.Timestamp,
            Stream = StreamName(line.Stream),
            Service = _service,
            Task = _task,
            Node = _node,
            Message = line.Text,
            ServiceId = _context?.ServiceId ?? "",
            TaskId = _context?.TaskId ?? "",
            NodeId = _context?.NodeId ?? "",
            Details = details,
        };
    }

    /// <summary>The bare text.</summary>
    public object Bare(OutputLine line) => Text(line);

    private string Text(OutputLine line) => _prefix.Length > 0 ? _prefix + line.Text : line.Text;

    private static string StreamName(OutputStream stream) => stream == OutputStream.StandardError ? "stderr" : "stdout";
}
