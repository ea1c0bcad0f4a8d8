using System.Management.Automation.Language;

namespace DockerPS.SmaDouble;

internal sealed record ScriptExtent(string Line, int Start, int Length) : IScriptExtent
{
    public int EndColumnNumber => EndOffset + 1;

    public int EndLineNumber => 1;

    public int EndOffset => Start + Length;

    public string? File => null;

    public int StartColumnNumber => Start + 1;

    public int StartLineNumber => 1;

    public int StartOffset => Start;

    public string Text => Line.Substring(Start, Length);
}
