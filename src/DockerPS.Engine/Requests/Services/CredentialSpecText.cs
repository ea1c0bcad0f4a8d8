using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Services;

/// <summary>The account that Windows containers run under: docker's --credential-spec.</summary>
/// <param name="Field">Config, File or Registry; empty is none at all.</param>
/// <param name="Value">The name of the config, the file's or the registry's.</param>
internal sealed record CredentialSpecText(string Field, string Value)
{
    private const string Form = "'config://name', 'file://name.json', 'registry://name', or '' for none";

    /// <summary>True where a service shall have none.</summary>
    public bool IsNone => Field.Length == 0;

    /// <summary>The name of the config that it is in; null where it is elsewhere.</summary>
    public string? Config => Field == nameof(Config) ? Value : null;

    /// <summary>Reads docker's form.</summary>
    /// <exception cref="InvalidRequestException">The text cannot be read.</exception>
    public static CredentialSpecText Parse(string text)
    {
        if (text.Length == 0)
        {
            return new CredentialSpecText("", "");
        }

        int end = text.IndexOf("://", StringComparison.Ordinal);
        string value = end < 0 ? "" : text[(end + 3)..];
        string field = (end < 0 ? "" : text[..end]) switch
        {
            "config" => nameof(Config),
            "file" => "File",
            "registry" => "Registry",
            _ => throw RequestText.Wrong("CredentialSpec", text, "it does not say where it is", Form),
        };
        return value.Length > 0 ? new CredentialSpecText(field, value) : throw RequestText.Wrong("CredentialSpec", text, "there is no name", Form);
    }

    /// <summary>As it stands in Privileges.CredentialSpec; a config stands there by its id.</summary>
    public JsonObject ToJson(string? configId) => new() { [Field] = configId ?? Value };
}
