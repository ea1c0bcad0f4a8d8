using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests;

/// <summary>The size of a terminal's window in characters.</summary>
/// <param name="Rows">Its height.</param>
/// <param name="Columns">Its width.</param>
internal readonly record struct TerminalSize(int Rows, int Columns)
{
    /// <summary>As the engine's ConsoleSize has it.</summary>
    public JsonArray ToJson() => [Rows, Columns];
}
