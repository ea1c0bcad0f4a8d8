using System.Management.Automation;
using System.Management.Automation.Language;
using DockerPS.Engine;

namespace DockerPS.Completion;

/// <summary>Makes completion results: filtered by what was typed, quoted where the text needs it, since names come from the engine.</summary>
internal static class CompletionText
{
    public static IEnumerable<CompletionResult> Results(IEnumerable<Candidate> candidates, string word)
    {
        var pattern = new WildcardPattern(WildcardPattern.Escape(word) + "*", WildcardOptions.IgnoreCase);
        List<CompletionResult> results = [];
        foreach (Candidate candidate in candidates)
        {
            if (candidate.Text.Length > 0 && pattern.IsMatch(candidate.Text))
            {
                string shown = ControlCharacters.Replace(candidate.Text);
                results.Add(new CompletionResult(Quote(shown), shown, CompletionResultType.ParameterValue, ControlCharacters.Replace(candidate.ToolTip)));
            }
        }

        if (results.Count == 0 && word.Length > 0)
        {
            // An empty answer would make the shell offer file names, which no container has.
            results.Add(new CompletionResult(Quote(word), word, CompletionResultType.ParameterValue, word));
        }

        return results;
    }

    private static string Quote(string text) =>
        // A digit may begin a number, which PowerShell would read as one (1e3), and a dash a parameter.
        char.IsAsciiLetter(text[0]) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':')
            ? text
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";
}
