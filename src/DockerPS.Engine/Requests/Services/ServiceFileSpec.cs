using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Engine.Requests.Services;

/// <summary>A secret or a config as a file in the containers of a service: docker's --secret and --config.</summary>
internal sealed record ServiceFileSpec
{
    private const long ReadOnlyForAll = 0b100_100_100;

    private static readonly string[] s_keys = ["source", "src", "target", "uid", "gid", "mode"];

    /// <summary>The secret or config: its name, or its id.</summary>
    public required string Source { get; init; }

    /// <summary>The file: of a secret a name under /run/secrets or a full path, of a config a full path or one from the root.</summary>
    public required string Target { get; init; }

    /// <summary>The owner of the file, by number.</summary>
    public string UserId { get; init; } = "0";

    /// <summary>The group of the file, by number.</summary>
    public string GroupId { get; init; } = "0";

    /// <summary>The bits of the file's mode.</summary>
    public long Mode { get; init; } = ReadOnlyForAll;

    /// <summary>Reads what a parameter was given.</summary>
    /// <exception cref="InvalidRequestException">A value cannot be read, or two go to one file.</exception>
    public static IReadOnlyList<ServiceFileSpec> ParseAll(string parameter, IEnumerable<object?> values)
    {
        ServiceFileSpec[] files =
        [
            .. UnquotedFields.Join(
                values,
                static text => UnquotedFields.KeyOf(text) is { } key && s_keys.Contains(key, StringComparer.OrdinalIgnoreCase) ? key : null,
                static (key, before) => before.Contains(key) || (IsSource(key) && before.Any(IsSource))).Select(value => Parse(parameter, value)),
        ];
        return files.GroupBy(static file => file.Target, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice
            ? throw RequestText.Wrong(parameter, twice.Last().Source, $"two of them go to the file '{twice.Key}'", Form(parameter))
            : files;
    }

    /// <summary>Reads a name, docker's long form, a table, or what another service has.</summary>
    /// <exception cref="InvalidRequestException">The value cannot be read.</exception>
    public static ServiceFileSpec Parse(string parameter, object? value) => value switch
    {
        string text => ParseText(parameter, text),
        IDictionary table => OfTable(parameter, table),
        ServiceSecret secret => OfService(secret.SecretName, secret.File),
        ServiceConfig config => OfService(config.ConfigName, config.File),
        _ => throw RequestText.WrongType(parameter, value, Form(parameter)),
    };

    /// <summary>As it stands in the list of a container's secrets or configs.</summary>
    /// <param name="kind">Secret or Config: the beginning of its fields' names.</param>
    /// <param name="id">The id of the secret or config.</param>
    /// <param name="name">Its name.</param>
    public JsonObject ToJson(string kind, string id, string name) => new()
    {
        ["File"] = new JsonObject { ["Name"] = Target, ["UID"] = UserId, ["GID"] = GroupId, [nameof(Mode)] = Mode },
        [kind + "ID"] = id,
        [kind + "Name"] = name,
    };

    private static ServiceFileSpec OfService(string name, ServiceFile? file) => file is null
        ? new ServiceFileSpec { Source = name, Target = name }
        : new ServiceFileSpec { Source = name, Target = file.Name, UserId = file.UserId, GroupId = file.GroupId, Mode = file.Mode };

    private static bool IsSource(string key) =>
        key.Equals("source", StringComparison.OrdinalIgnoreCase) || key.Equals("src", StringComparison.OrdinalIgnoreCase);

    private static ServiceFileSpec ParseText(string parameter, string text)
    {
        if (!text.Contains('='))
        {
            return text.Length > 0
                ? new ServiceFileSpec { Source = text, Target = text }
                : throw RequestText.Wrong(parameter, text, "it is empty", Form(parameter));
        }

        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            foreach (string field in CsvFields.Split(text))
            {
                (string key, string? value) = RequestText.Cut(field, '=');
                values[key] = value is not null && s_keys.Contains(key, StringComparer.OrdinalIgnoreCase)
                    ? value
                    : throw RequestText.Wrong(parameter, text, $"'{field}' is not source=, target=, uid=, gid= or mode=", Form(parameter));
            }
        }
        catch (FormatException exception)
        {
            throw RequestText.Wrong(parameter, text, exception.Message, Form(parameter));
        }

        return Of(
            parameter,
            text,
            values.GetValueOrDefault("source") ?? values.GetValueOrDefault("src"),
            values.GetValueOrDefault("target"),
            values.GetValueOrDefault("uid"),
            values.GetValueOrDefault("gid"),
            values.GetValueOrDefault("mode"));
    }

    private static ServiceFileSpec OfTable(string parameter, IDictionary table)
    {
        foreach (DictionaryEntry entry in table)
        {
            if (RequestText.Of(entry.Key).Equals("mode", StringComparison.OrdinalIgnoreCase) && entry.Value is not (string or null))
            {
                throw RequestText.Wrong(parameter, "@{...}", "a mode is a text, since PowerShell reads 0440 as the number 440", Form(parameter));
            }
        }

        var fields = new FieldTable(table, parameter, Form(parameter));
        string? source = fields.Take("Source", "Src", "Name");
        string? target = fields.Take("Target");
        string? user = fields.Take("Uid", "UserId");
        string? group = fields.Take("Gid", "GroupId");
        string? mode = fields.Take("Mode");
        fields.Finish();
        return Of(parameter, "@{...}", source, target, user, group, mode);
    }

    private static ServiceFileSpec Of(string parameter, string given, string? source, string? target, string? user, string? group, string? mode) =>
        string.IsNullOrEmpty(source)
            ? throw RequestText.Wrong(parameter, given, "there is no source", Form(parameter))
            : new ServiceFileSpec
            {
                Source = source,
                Target = string.IsNullOrEmpty(target) ? source : target,
                UserId = string.IsNullOrEmpty(user) ? "0" : user,
                GroupId = string.IsNullOrEmpty(group) ? "0" : group,
                Mode = string.IsNullOrEmpty(mode) ? ReadOnlyForAll : ModeOf(parameter, given, mode),
            };

    private static long ModeOf(string parameter, string given, string text)
    {
        // docker reads 440 as a decimal number, which no one means.
        long mode = text[0] == '0' ? 0 : throw Wrong();
        foreach (char digit in text.StartsWith("0o", StringComparison.OrdinalIgnoreCase) ? text[2..] : text[1..])
        {
            mode = (mode * 8) + (digit is >= '0' and <= '7' && mode < int.MaxValue ? digit - '0' : throw Wrong());
        }

        return mode;

        InvalidRequestException Wrong() => RequestText.Wrong(parameter, given, $"the mode '{text}' is not octal with a leading 0, such as 0440", Form(parameter));
    }

    private static string Form(string parameter) => string.Create(
        CultureInfo.InvariantCulture,
        $"'name', 'source=name,target=file,uid=0,gid=0,mode=0440', @{{ Source = 'name'; Target = 'file'; Mode = '0440' }} or an object of Get-Docker{(parameter.EndsWith("Secret", StringComparison.Ordinal) ? "Secret" : "Config")}");
}
