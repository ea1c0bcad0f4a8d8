using System.Management.Automation;

namespace DockerPS.SmaDouble;

/// <summary>One argument of a command: a value, a named parameter, or both.</summary>
internal sealed record CommandArgument(string? Name, bool HasValue, object? Value, string Text)
{
    public static CommandArgument Named(string name, object? value) => new(name, true, value, $"-{name}");

    public static CommandArgument Positional(object? value) => new(null, true, value, LanguagePrimitives.ToText(value));

    /// <summary>Reads words as PowerShell's parser does: a dash before a letter begins a parameter, "--" ends them.</summary>
    public static IEnumerable<CommandArgument> Parse(IEnumerable<object?> words)
    {
        bool parametersEnded = false;
        foreach (object? word in words)
        {
            if (word is QuotedArgument quoted)
                yield return Positional(quoted.Text);
            else if (word is "--" && !parametersEnded)
                parametersEnded = true;
            else if (!parametersEnded && word is string { Length: > 1 } text && text[0] == '-' && (char.IsLetter(text[1]) || text[1] is '_' or '?'))
            {
                int colon = text.IndexOf(':');
                yield return colon < 0
                    ? new CommandArgument(text[1..], false, null, text)
                    : new CommandArgument(text[1..colon], true, text[(colon + 1)..], text[..(colon + 1)]);
            }
            else
                yield return Positional(word);
        }
    }
}
