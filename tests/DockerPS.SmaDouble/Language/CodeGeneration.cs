using System.Text;

namespace System.Management.Automation.Language;

public static class CodeGeneration
{
    public static string EscapeSingleQuotedStringContent(string? value)
    {
        StringBuilder escaped = new();
        foreach (char c in value ?? "")
        {
            escaped.Append(c);
            // PowerShell takes the typographic quotes for quotes too.
            if (c is '\'' or '\u2018' or '\u2019' or '\u201a' or '\u201b')
                escaped.Append(c);
        }
        return escaped.ToString();
    }
}
