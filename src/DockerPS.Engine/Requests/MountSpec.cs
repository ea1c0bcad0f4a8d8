using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Engine.Requests;

/// <summary>One mount of a container: docker's --mount. Reads texts, tables with docker's keys or the engine's fields, <see cref="MountPoint"/> and <see cref="ServiceMount"/>.</summary>
internal sealed class MountSpec
{
    public const string Form =
        "'type=bind,source=./data,target=/data,readonly', 'type=volume,src=cache,dst=/cache', 'type=tmpfs,target=/run,tmpfs-size=64m' or a hashtable of these keys";

    private const string Parameter = "Mount";

    private static readonly string[] s_flags = ["readonly", "ro", "volume-nocopy", "bind-create-src"];

    private static readonly string[] s_lists = ["volume-label", "volume-opt"];

    private readonly object _given;
    private readonly Func<string, string> _resolvePath;
    private readonly List<ApiRequirement> _requirements = [];

    private MountSpec(object given, Func<string, string> resolvePath)
    {
        _given = given;
        _resolvePath = resolvePath;
    }

    /// <summary>The entry of HostConfig.Mounts.</summary>
    public JsonObject Json { get; } = new() { ["Type"] = "volume" };

    /// <summary>What the engine must know for it.</summary>
    public IReadOnlyList<ApiRequirement> Requirements => _requirements;

    private string Kind => (string)Json["Type"]!;

    /// <summary>Reads what a parameter was given.</summary>
    /// <param name="values">The values.</param>
    /// <param name="resolvePath">Makes a path that begins with . or ~ absolute.</param>
    /// <exception cref="InvalidRequestException">A value cannot be read, or its options do not fit together.</exception>
    public static IEnumerable<MountSpec> ParseAll(IEnumerable<object?> values, Func<string, string> resolvePath) => UnquotedFields.Join(
        values,
        static text => UnquotedFields.KeyOf(text) ?? (s_flags.Contains(text, StringComparer.OrdinalIgnoreCase) ? text : null),
        static (key, before) => before.Contains(key) && !s_lists.Contains(key, StringComparer.OrdinalIgnoreCase)).Select(value => Parse(value, resolvePath));

    /// <summary>Reads one mount.</summary>
    /// <param name="value">The value.</param>
    /// <param name="resolvePath">Makes a path that begins with . or ~ absolute.</param>
    /// <exception cref="InvalidRequestException">The value cannot be read, or its options do not fit together.</exception>
    public static MountSpec Parse(object? value, Func<string, string> resolvePath)
    {
        var mount = new MountSpec(value ?? "", resolvePath);
        switch (value)
        {
            case string text:
                mount.ReadText(text.Trim());
                break;
            case MountPoint point:
                mount.ReadMountPoint(point);
                break;
            case ServiceMount other:
                mount.ReadServiceMount(other);
                break;
            case IDictionary table:
                mount.ReadTable(table);
                break;
            default:
                throw RequestText.WrongType(Parameter, value, Form);
        }

        mount.Check();
        return mount;
    }

    private void ReadText(string text)
    {
        if (text.Length == 0)
        {
            throw Wrong("it is empty");
        }

        List<string> fields;
        try
        {
            fields = CsvFields.Split(text);
        }
        catch (FormatException exception)
        {
            throw Wrong(exception.Message);
        }

        foreach (string field in fields)
        {
            (string key, string? value) = RequestText.Cut(field, '=');
            if (key.Trim() != key || (value is not null && value.Trim() != value))
            {
                throw Wrong($"there is a blank in '{field}'");
            }

            Set(key.ToLowerInvariant(), value);
        }
    }

    private void ReadTable(IDictionary table)
    {
        foreach (DictionaryEntry entry in table)
        {
            string key = RequestText.Of(entry.Key).ToLowerInvariant();
            switch (entry.Value)
            {
                case IDictionary options when key is "bindoptions" or "volumeoptions" or "tmpfsoptions" or "imageoptions":
                    JsonValues.Merge(Json, new JsonObject { [FieldName(key)] = JsonValues.FromTable(options, Parameter) });
                    break;
                case IDictionary pairs:
                    foreach (DictionaryEntry pair in pairs)
                    {
                        Set(key, $"{RequestText.Of(pair.Key)}={RequestText.Of(pair.Value)}");
                    }

                    break;
                case IEnumerable list and not string:
                    foreach (object? item in list)
                    {
                        Set(key, RequestText.Of(item));
                    }

                    break;
                default:
                    Set(key, RequestText.Of(entry.Value));
                    break;
            }
        }
    }

    private void ReadMountPoint(MountPoint point)
    {
        Set("type", point.Type);
        string source = point.Type == "volume" ? point.Name : point.Source;
        if (source.Length > 0)
        {
            Set("source", source);
        }

        Set("target", point.Destination);
        if (!point.Writable)
        {
            Set("readonly", null);
        }

        if (point.Type == "bind" && point.Propagation.Length > 0)
        {
            Set("bind-propagation", point.Propagation);
        }
    }

    private void ReadServiceMount(ServiceMount other)
    {
        Set("type", other.Type);
        foreach ((string key, string text) in new[] { ("source", other.Source), ("target", other.Target), ("consistency", other.Consistency) })
        {
            if (text.Length > 0)
            {
                Set(key, text);
            }
        }

        if (other.ReadOnly)
        {
            Set("readonly", null);
        }

        AddPart("BindOptions", other.BindPart);
        AddPart("VolumeOptions", other.VolumePart);
        AddPart("TmpfsOptions", other.TmpfsPart);

        void AddPart(string field, Dictionary<string, JsonElement>? part)
        {
            if (part is { Count: > 0 })
            {
                Json[field] = new JsonObject(part.Select(static option => KeyValuePair.Create(option.Key, JsonNode.Parse(option.Value.GetRawText()))));
            }
        }
    }

    private void Set(string key, string? value)
    {
        if (value is null && !s_flags.Contains(key))
        {
            throw Wrong($"'{key}' has no value");
        }

        if (value is { Length: 0 })
        {
            throw Wrong($"the value of '{key}' is empty");
        }

        string text = value ?? "";
        switch (key)
        {
            case "type":
                Json["Type"] = text.ToLowerInvariant();
                break;
            case "source" or "src":
                Json["Source"] = text[0] == '.' || text == "~" || text.StartsWith("~/", StringComparison.Ordinal) || text.StartsWith("~\\", StringComparison.Ordinal)
                    ? _resolvePath(text)
                    : text;
                break;
            case "target" or "dst" or "destination":
                Json["Target"] = text;
                break;
            case "readonly" or "ro":
                Json["ReadOnly"] = Flag(key, value);
                break;
            case "consistency":
                Json["Consistency"] = text.ToLowerInvariant();
                break;
            case "bind-propagation":
                Options("BindOptions")["Propagation"] = text.ToLowerInvariant();
                break;
            case "bind-nonrecursive":
                throw Wrong("bind-nonrecursive is gone; write bind-recursive=disabled");
            case "bind-recursive":
                SetRecursion(text);
                break;
            case "bind-create-src":
                Options("BindOptions")["CreateMountpoint"] = Flag(key, value);
                Require(ServiceApiVersions.CreateMountpoint, key);
                break;
            case "volume-subpath":
                Options("VolumeOptions")["Subpath"] = text;
                Require(ServiceApiVersions.VolumeSubpath, key);
                break;
            case "volume-nocopy":
                Options("VolumeOptions")["NoCopy"] = Flag(key, value);
                break;
            case "volume-label":
                AddPair(Inner(Options("VolumeOptions"), "Labels"), text);
                break;
            case "volume-driver":
                Inner(Options("VolumeOptions"), "DriverConfig")["Name"] = text;
                break;
            case "volume-opt":
                AddPair(Inner(Inner(Options("VolumeOptions"), "DriverConfig"), "Options"), text);
                break;
            case "image-subpath":
                Options("ImageOptions")["Subpath"] = text;
                break;
            case "tmpfs-size":
                Options("TmpfsOptions")["SizeBytes"] = SizeText.TryParse(text, out long bytes, out string? error) ? bytes : throw Wrong(error.TrimEnd('.'));
                break;
            case "tmpfs-mode":
                Options("TmpfsOptions")["Mode"] = Mode(text);
                break;
            default:
                throw Wrong($"'{key}' is not an option of a mount");
        }
    }

    private void SetRecursion(string text)
    {
        switch (text)
        {
            case "enabled":
                break;
            case "disabled":
                Options("BindOptions")["NonRecursive"] = true;
                break;
            case "writable":
                Options("BindOptions")["ReadOnlyNonRecursive"] = true;
                Require(ServiceApiVersions.ReadOnlyRecursion, "bind-recursive=writable");
                break;
            case "readonly":
                Options("BindOptions")["ReadOnlyForceRecursive"] = true;
                Require(ServiceApiVersions.ReadOnlyRecursion, "bind-recursive=readonly");
                break;
            default:
                throw Wrong($"bind-recursive is enabled, disabled, writable or readonly, not '{text}'");
        }
    }

    private void Check()
    {
        if (Json["Target"] is null)
        {
            throw Wrong("there is no target");
        }

        foreach ((string type, string field) in new[] { ("bind", "BindOptions"), ("volume", "VolumeOptions"), ("image", "ImageOptions"), ("tmpfs", "TmpfsOptions") })
        {
            if (Kind != type && Json[field] is not null)
            {
                throw Wrong($"options of the type {type} do not go with the type {Kind}");
            }
        }

        if (Json["BindOptions"] is JsonObject bind)
        {
            bool force = JsonValues.IsTrue(bind, "ReadOnlyForceRecursive");
            if ((force || JsonValues.IsTrue(bind, "ReadOnlyNonRecursive")) && !JsonValues.IsTrue(Json, "ReadOnly"))
            {
                throw Wrong("bind-recursive=writable and bind-recursive=readonly need readonly beside them");
            }

            if (force && (string?)bind["Propagation"] != "rprivate")
            {
                throw Wrong("bind-recursive=readonly needs bind-propagation=rprivate beside it");
            }
        }

        if (Kind == "image")
        {
            Require(ServiceApiVersions.ImageMounts, "type=image");
        }
    }

    private bool Flag(string key, string? value) => value?.ToLowerInvariant() switch
    {
        null or "1" or "true" => true,
        "0" or "false" => false,
        _ => throw Wrong($"'{key}' is true or false, not '{value}'"),
    };

    private long Mode(string text)
    {
        long mode = 0;
        foreach (char digit in text)
        {
            mode = (mode * 8) + (digit is >= '0' and <= '7' && mode < int.MaxValue ? digit - '0' : throw Wrong($"'{text}' is not an octal mode such as 1777"));
        }

        return mode;
    }

    private JsonObject Options(string field) => Inner(Json, field);

    private static JsonObject Inner(JsonObject owner, string field)
    {
        if (owner[field] is not JsonObject inner)
        {
            owner[field] = inner = [];
        }

        return inner;
    }

    private static void AddPair(JsonObject owner, string text)
    {
        (string name, string? value) = RequestText.Cut(text, '=');
        if (name.Length > 0)
        {
            owner[name] = value ?? "";
        }
    }

    private static string FieldName(string key) => key switch
    {
        "bindoptions" => "BindOptions",
        "volumeoptions" => "VolumeOptions",
        "tmpfsoptions" => "TmpfsOptions",
        _ => "ImageOptions",
    };

    private void Require(ApiVersion needed, string feature) => _requirements.Add(new ApiRequirement(needed, $"-{Parameter} {feature}"));

    private InvalidRequestException Wrong(string reason) =>
        RequestText.Wrong(Parameter, _given is IDictionary ? "@{...}" : _given, reason, Form);
}
