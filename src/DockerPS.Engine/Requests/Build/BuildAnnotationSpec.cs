using System.Text.RegularExpressions;

namespace DockerPS.Engine.Requests.Build;

/// <summary>Annotations of a build's image: docker's --annotation.</summary>
internal static partial class BuildAnnotationSpec
{
    private const string Form = "'key=value', 'index:key=value' or 'manifest[linux/arm64]:key=value'";

    private static readonly string[] s_places = ["index", "manifest", "index-descriptor", "manifest-descriptor"];

    /// <summary>Reads '[place[platform],...:]key=value'.</summary>
    /// <returns>The values by the exporter's names: annotation-place[platform].key.</returns>
    /// <exception cref="InvalidRequestException">One cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> texts)
    {
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            (string name, string? value) = RequestText.Cut(text, '=');
            Match match = Name().Match(name);
            if (value is null || !match.Success)
            {
                throw RequestText.Wrong("Annotation", text, value is null ? "it has no value" : "its key cannot be read", Form);
            }

            string key = match.Groups["key"].Value;
            if (!match.Groups["places"].Success)
            {
                annotations["annotation." + key] = value;
                continue;
            }

            foreach (string place in match.Groups["places"].Value.Split(','))
            {
                string kind = place.Split('[')[0];
                if (!s_places.Contains(kind, StringComparer.Ordinal))
                {
                    throw RequestText.Wrong("Annotation", text, $"there is no place '{kind}'", Form);
                }

                annotations[$"annotation-{place}.{key}"] = value;
            }
        }

        return annotations;
    }

    [GeneratedRegex(@"^(?:(?<places>[a-z-]+(?:\[[A-Za-z0-9/_.-]+\])?(?:,[a-z-]+(?:\[[A-Za-z0-9/_.-]+\])?)*):)?(?<key>[^\s:]\S*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
