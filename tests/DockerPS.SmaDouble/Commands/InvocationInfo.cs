namespace System.Management.Automation;

public class InvocationInfo
{
    internal InvocationInfo(CommandInfo myCommand) => MyCommand = myCommand;

    public Dictionary<string, object?> BoundParameters { get; } = new(StringComparer.OrdinalIgnoreCase);

    public CommandOrigin CommandOrigin { get; internal set; }

    public bool ExpectingInput { get; internal set; }

    public long HistoryId { get; internal set; } = 1;

    public string InvocationName { get; internal set; } = "";

    public string Line { get; internal set; } = "";

    public CommandInfo MyCommand { get; }

    public int OffsetInLine { get; internal set; } = 1;

    public int PipelineLength { get; internal set; } = 1;

    public int PipelinePosition { get; internal set; } = 1;

    public string PositionMessage { get; internal set; } = "";

    public string PSCommandPath { get; internal set; } = "";

    public string PSScriptRoot { get; internal set; } = "";

    public int ScriptLineNumber { get; internal set; } = 1;

    public string ScriptName { get; internal set; } = "";

    /// <summary>The whole statement; PowerShell 7.4 has it, PowerShellStandard.Library does not, so it is read by reflection.</summary>
    public string Statement { get; internal set; } = "";

    public List<object?> UnboundArguments { get; } = [];
}
