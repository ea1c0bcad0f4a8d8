using DockerPS.SmaDouble;

namespace System.Management.Automation.Language;

/// <summary>Reads one command of plain and quoted words; PowerShell's language beyond that is for the tests that run in PowerShell.</summary>
public sealed class Parser
{
    private Parser()
    {
    }

    public static ScriptBlockAst ParseInput(string input, out Token[] tokens, out ParseError[] errors)
    {
        tokens = [];
        errors = [];
        CommandAst command = DockerPS.SmaDouble.Session.Parse(input);
        return new ScriptBlockAst(command.Extent, command);
    }
}
