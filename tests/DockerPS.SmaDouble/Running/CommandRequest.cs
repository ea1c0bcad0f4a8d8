using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace DockerPS.SmaDouble;

/// <summary>What is to be run: a cmdlet, its arguments and input, and the session in which it runs.</summary>
public sealed class CommandRequest
{
    public required Type Cmdlet { get; init; }

    /// <summary>Parameters by name, alias or prefix.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; init; } = new Dictionary<string, object?>();

    /// <summary>Words as on a command line: "-Name", values, "--".</summary>
    public IReadOnlyList<object?> Words { get; init; } = [];

    /// <summary>The pipeline's input; null where there is none.</summary>
    public IEnumerable? Input { get; init; }

    public required ICommandRecorder Recorder { get; init; }

    public required PSHost Host { get; init; }

    public required SessionState SessionState { get; init; }

    public string Line { get; init; } = "";

    public int PipelineLength { get; init; } = 1;

    public int PipelinePosition { get; init; } = 1;
}
