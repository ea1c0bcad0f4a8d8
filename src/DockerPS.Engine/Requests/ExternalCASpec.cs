using System.Collections;
using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Engine.Requests;

/// <summary>A certificate authority outside of a swarm that signs for it: docker's --external-ca.</summary>
internal static class ExternalCASpec
{
    private const string Parameter = "ExternalCA";
    private const string Form = "'protocol=cfssl,url=https://ca.example/sign,cacert=ca.pem' or @{ Protocol = 'cfssl'; Url = 'https://ca.example/sign'; CACertificate = 'ca.pem' }";

    /// <summary>Reads a text, a table or what Get-DockerSwarm returns as the engine's own object.</summary>
    /// <param name="value">The value.</param>
    /// <param name="readFile">Reads the text of a PEM file; a text that is PEM itself comes back as it is.</param>
    /// <exception cref="InvalidRequestException">It cannot be read.</exception>
    public static JsonObject Parse(object? value, Func<string, string> readFile)
    {
        return value switch
        {
            string text => Of(Pairs(text), text, readFile),
            IDictionary table => Of(
                table.Cast<DictionaryEntry>().Select(static pair => KeyValuePair.Create(RequestText.Of(pair.Key), pair.Value)), "@{...}", readFile),
            SwarmExternalCA known => Of(
                [
                    new("protocol", known.Protocol), new("url", known.Url), new("cacert", known.CACertificate.Length > 0 ? known.CACertificate : null),
                    .. known.Options.Select(static option => KeyValuePair.Create(option.Key, (object?)option.Value)),
                ],
                known.Url,
                readFile),
            _ => throw RequestText.WrongType(Parameter, value, Form),
        };
    }

    private static IEnumerable<KeyValuePair<string, object?>> Pairs(string text)
    {
        List<string> fields;
        try
        {
            fields = CsvFields.Split(text);
        }
        catch (FormatException error)
        {
            throw RequestText.Wrong(Parameter, text, error.Message, Form);
        }

        foreach (string field in fields)
        {
            (string name, string? part) = RequestText.Cut(field, '=');
            yield return KeyValuePair.Create(name, (object?)(part ?? throw RequestText.Wrong(Parameter, text, $"'{field}' is no name=value", Form)));
        }
    }

    private static JsonObject Of(IEnumerable<KeyValuePair<string, object?>> pairs, string given, Func<string, string> readFile)
    {
        string? protocol = null;
        string? url = null;
        string certificate = "";
        var options = new JsonObject();
        foreach ((string name, object? value) in pairs)
        {
            switch (name.ToLowerInvariant())
            {
                case "protocol":
                    protocol = RequestText.Of(value).ToLowerInvariant();
                    break;
                case "url":
                    url = RequestText.Of(value);
                    break;
                case "cacert" or "cacertificate":
                    certificate = value is null ? "" : readFile(RequestText.Of(value));
                    break;
                case "options" when value is IDictionary more:
                    foreach (DictionaryEntry option in more)
                    {
                        options[RequestText.Of(option.Key)] = RequestText.Of(option.Value);
                    }

                    break;
                default:
                    options[name] = RequestText.Of(value);
                    break;
            }
        }

        if (protocol != "cfssl")
        {
            throw RequestText.Wrong(Parameter, given, protocol is null ? "it has no protocol" : $"the protocol '{protocol}' is not known: cfssl is", Form);
        }

        var authority = new JsonObject
        {
            ["Protocol"] = protocol,
            ["URL"] = url is { Length: > 0 } ? url : throw RequestText.Wrong(Parameter, given, "it has no url", Form),
            ["CACert"] = certificate,
        };
        if (options.Count > 0)
        {
            authority["Options"] = options;
        }

        return authority;
    }
}
