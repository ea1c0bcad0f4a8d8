using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Engine.Requests.Build;

/// <summary>What a build's result becomes: docker's --output.</summary>
/// <param name="Type">image, docker, local, tar, cacheonly, or what else the engine knows.</param>
/// <param name="Destination">Where it goes here: a path as the user wrote it, - for the pipeline; null where the engine keeps it.</param>
/// <param name="Attributes">What else the exporter is told.</param>
internal sealed record BuildOutputSpec(string Type, string? Destination, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>The destination that stands for the pipeline.</summary>
    public const string Pipeline = "-";

    private const string Form = "'./folder', '-', 'type=local,dest=./folder', 'type=tar,dest=out.tar', 'type=image', 'type=cacheonly' or @{ Type = 'local'; Destination = './folder' }";

    /// <summary>True where the files of the result come here.</summary>
    public bool ComesHere => Type is "local" or "tar";

    /// <summary>True where the engine keeps it as an image.</summary>
    public bool IsImage => Type is "image" or "docker" or "moby";

    /// <summary>True where the result is given up, and only the build cache is to have it.</summary>
    public bool IsCacheOnly => Type == "cacheonly";

    /// <summary>A result that comes here as a tar, whatever becomes of it then.</summary>
    public static BuildOutputSpec Tar { get; } = Create("tar", null, []);

    /// <summary>Reads docker's text or a table.</summary>
    /// <exception cref="InvalidRequestException">It cannot be read, or there is no such output here.</exception>
    public static BuildOutputSpec Parse(object? value)
    {
        BuildOutputSpec spec = value switch
        {
            string text => OfText(text),
            IDictionary table => OfTable(table),
            _ => throw RequestText.WrongType("Output", value, Form),
        };
        return spec switch
        {
            { Type: "registry" } => throw RequestText.Wrong("Output", spec.Type, "an image is pushed by Push-Image: New-Image . -Tag name | Push-Image", Form),
            { IsImage: true } when spec.Attributes.TryGetValue("push", out string? push) && push is not "false" => throw RequestText.Wrong(
                "Output", $"{spec.Type} with push", "an image is pushed by Push-Image: New-Image . -Tag name | Push-Image", Form),
            { Type: "oci" } => throw RequestText.Wrong("Output", spec.Type, "an image becomes an archive by Export-Image: New-Image . -Tag name | Export-Image", Form),
            { Type: "docker", Destination: not null } => throw RequestText.Wrong(
                "Output", spec.Type, "an image becomes an archive by Export-Image: New-Image . -Tag name | Export-Image", Form),
            { ComesHere: true, Destination: null } => throw RequestText.Wrong("Output", spec.Type, "it has no destination", Form),
            { Type: "local", Destination: Pipeline } => throw RequestText.Wrong("Output", spec.Type, "a folder does not go to the pipeline; type=tar does", Form),
            { ComesHere: false, Destination: not null } => throw RequestText.Wrong("Output", spec.Type, "it has no destination here", Form),
            _ => spec,
        };
    }

    /// <summary>The parameter outputs of POST /build. What comes here comes as a tar, whatever is made of it.</summary>
    public string ToQueryValue()
    {
        var attributes = new JsonObject();
        foreach ((string name, string attribute) in Attributes)
        {
            attributes[name] = attribute;
        }

        return new JsonArray(new JsonObject { [nameof(Type)] = ExporterType, ["Attrs"] = attributes }).ToJsonString();
    }

    /// <summary>The exporter's name for the engine.</summary>
    public string ExporterType => Type switch
    {
        "local" => "tar",
        // The engine's image store: only where that is containerd's, BuildKit knows it as image, too.
        "docker" or "image" => "moby",
        _ => Type,
    };

    private static BuildOutputSpec OfText(string text)
    {
        List<string> fields;
        try
        {
            fields = CsvFields.Split(text);
        }
        catch (FormatException exception)
        {
            throw RequestText.Wrong("Output", text, exception.Message, Form);
        }

        if (fields is [string only] && !only.StartsWith("type=", StringComparison.OrdinalIgnoreCase))
        {
            return only == Pipeline ? Create("tar", Pipeline, []) : Create("local", only, []);
        }

        (string? type, string? destination) = (null, null);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string field in fields)
        {
            (string name, string? value) = RequestText.Cut(field, '=');
            name = name.Trim().ToLower(CultureInfo.InvariantCulture);
            switch (name)
            {
                case var _ when value is null:
                    throw RequestText.Wrong("Output", text, $"'{field}' has no value", Form);
                case "type":
                    type = value;
                    break;
                case "dest" or "destination":
                    destination = value;
                    break;
                default:
                    attributes[name] = value;
                    break;
            }
        }

        return Create(type ?? throw RequestText.Wrong("Output", text, "it has no type", Form), destination, attributes);
    }

    private static BuildOutputSpec OfTable(IDictionary table)
    {
        (string? type, string? destination) = (null, null);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry pair in table)
        {
            string name = RequestText.Of(pair.Key).ToLower(CultureInfo.InvariantCulture);
            string value = RequestText.Of(pair.Value);
            switch (name)
            {
                case "type":
                    type = value;
                    break;
                case "dest" or "destination" or "path":
                    destination = value;
                    break;
                default:
                    attributes[name] = value;
                    break;
            }
        }

        return Create(type ?? (destination == Pipeline ? "tar" : "local"), destination, attributes);
    }

    private static BuildOutputSpec Create(string type, string? destination, Dictionary<string, string> attributes) =>
        new(type.ToLower(CultureInfo.InvariantCulture), string.IsNullOrEmpty(destination) ? null : destination, attributes);
}
