using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>The parameters of a cmdlet as PowerShell finds them: by name, by alias, by an unambiguous beginning of either.</summary>
internal sealed class ParameterNames
{
    private const int FewestLettersOfAGuess = 4;

    private const int MostWrongLetters = 2;

    private readonly IReadOnlyDictionary<string, ParameterMetadata> _parameters;

    private ParameterNames(IReadOnlyDictionary<string, ParameterMetadata> parameters) => _parameters = parameters;

    public static ParameterNames Of(PSCmdlet cmdlet) => new(cmdlet.MyInvocation.MyCommand.Parameters);

    /// <summary>The parameter that PowerShell takes a dash word for; null where it takes it for none.</summary>
    public string? Find(string word)
    {
        if (word.Length == 0)
        {
            return null;
        }

        string? exact = _parameters.FirstOrDefault(pair => NamesOf(pair).Any(name => name.Equals(word, StringComparison.OrdinalIgnoreCase))).Key;
        if (exact is not null)
        {
            return exact;
        }

        string[] begun = [.. _parameters.Where(pair => NamesOf(pair).Any(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase))).Select(static pair => pair.Key)];
        return begun is [string only] ? only : null;
    }

    /// <summary>True where the parameter takes no value.</summary>
    public bool IsSwitch(string parameter) => _parameters[parameter].SwitchParameter;

    /// <summary>The parameter whose name, or a name of it, is most like the word; null where none is.</summary>
    public string? Closest(string word)
    {
        if (word.Length < FewestLettersOfAGuess)
        {
            return null;
        }

        (string? found, int least) = (null, MostWrongLetters + 1);
        foreach (KeyValuePair<string, ParameterMetadata> pair in _parameters)
        {
            foreach (string name in NamesOf(pair))
            {
                int distance = name.Length < FewestLettersOfAGuess ? int.MaxValue : Distance(word.ToUpperInvariant(), name.ToUpperInvariant());
                if (distance < least)
                {
                    (found, least) = (pair.Key, distance);
                }
            }
        }

        return found;
    }

    private static IEnumerable<string> NamesOf(KeyValuePair<string, ParameterMetadata> pair) => pair.Value.Aliases.Prepend(pair.Key);

    /// <summary>How many letters must be put in, taken out or changed to make one of the other.</summary>
    private static int Distance(string first, string second)
    {
        int[] row = [.. Enumerable.Range(0, second.Length + 1)];
        for (int i = 1; i <= first.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int above = row[j];
                int change = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }

        return row[^1];
    }
}
