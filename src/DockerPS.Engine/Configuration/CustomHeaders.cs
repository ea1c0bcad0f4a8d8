using System.Buffers;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Engine.Configuration;

/// <summary>The headers of config.json and DOCKER_CUSTOM_HEADERS as "Name: value" lines. Messages name headers, never values.</summary>
internal static class CustomHeaders
{
    private const string Variable = "DOCKER_CUSTOM_HEADERS";

    private const string TokenSymbols = "!#$%&'*+-.^_`|~";

    private static readonly SearchValues<char> s_token =
        SearchValues.Create(TokenSymbols + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Both merged and sorted by name; the variable wins. User-Agent is the client's own and left out.</summary>
    public static string Merge(DockerConfigFile config, string? variable)
    {
        SortedDictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in config.HttpHeaders)
        {
            Add(headers, name, value, $"HttpHeaders of '{config.FilePath}'");
        }

        foreach ((string name, string value) in ParseVariable(variable))
        {
            Add(headers, name, value, $"The {Variable} environment variable");
        }

        return string.Join('\n', headers.Select(header => $"{header.Key}: {header.Value}"));
    }

    /// <summary>Reads name=value pairs, separated by commas and quoted as CSV; a pair with an empty value is left out, as docker documents it.</summary>
    private static IEnumerable<(string Name, string Value)> ParseVariable(string? text)
    {
        foreach (string field in text is null ? [] : SplitFields(text))
        {
            int equals = field.IndexOf('=');
            string name = (equals < 0 ? "" : field[..equals]).Trim();
            if (name.Length == 0)
            {
                throw new DockerConfigurationException(
                    $"The {Variable} environment variable has an entry without a name or without '='. Write it as name=value,\"other=a,b\".");
            }

            if (equals + 1 < field.Length)
            {
                yield return (name, field[(equals + 1)..]);
            }
        }
    }

    private static List<string> SplitFields(string text)
    {
        try
        {
            return CsvFields.Split(text);
        }
        catch (FormatException)
        {
            throw new DockerConfigurationException(
                $"The {Variable} environment variable has quotes that do not fit. Write it as name=value,\"other=a,b\", a quote within quotes doubled.");
        }
    }

    private static void Add(SortedDictionary<string, string> headers, string name, string value, string source)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(s_token))
        {
            throw new DockerConfigurationException($"{source} has '{DisplayText.Of(name)}', which is not a header's name. Use letters, digits and '-'.");
        }

        if (value.Any(character => char.IsControl(character) && character != '\t'))
        {
            throw new DockerConfigurationException($"{source} has a control character in the value of '{name}'. Take it out.");
        }

        if (!name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase))
        {
            headers[name] = value.Trim();
        }
    }
}
