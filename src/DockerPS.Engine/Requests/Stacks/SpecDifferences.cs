using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerPS.Engine.Requests.Services;

namespace DockerPS.Engine.Requests.Stacks;

/// <summary>What is different between the spec of a service as the engine has it and as it is to be. What the engine fills in by itself
/// is no difference, and neither is the order of what has none.</summary>
internal static class SpecDifferences
{
    private const string TaskPrefix = "TaskTemplate.";

    private const string ContainerPrefix = TaskPrefix + "ContainerSpec.";

    private const string ModePrefix = "Mode.";

    // A variable that the image has and the container has not, which is another thing than one without a value.
    private const string Unset = "(unset)";

    // What the engine says where nothing was said.
    private static readonly Dictionary<string, string> s_defaults = new(StringComparer.Ordinal)
    {
        [ContainerPrefix + "Isolation"] = "default",
        [TaskPrefix + "Runtime"] = "container",
        [TaskPrefix + "RestartPolicy.Condition"] = "any",
        ["EndpointSpec.Mode"] = "vip",
        ["UpdateConfig.FailureAction"] = "pause",
        ["UpdateConfig.Order"] = "stop-first",
        ["RollbackConfig.FailureAction"] = "pause",
        ["RollbackConfig.Order"] = "stop-first",
        ["Mode.Replicated.Replicas"] = "1",
        ["Mode.ReplicatedJob.MaxConcurrent"] = "1",
        ["Mode.ReplicatedJob.TotalCompletions"] = "1",
    };

    // Numbers and switches where 0 and false are not what is meant by nothing.
    private static readonly HashSet<string> s_telling = new(StringComparer.Ordinal)
    {
        "Replicas", "MaxConcurrent", "TotalCompletions", "Parallelism", "Init", "Soft", "Hard", "Mode",
    };

    // Times where 0 is at once, and nothing is what the swarm takes for good.
    private static readonly HashSet<string> s_tellingTimes = new(StringComparer.Ordinal)
    {
        ContainerPrefix + "StopGracePeriod", TaskPrefix + "RestartPolicy.Delay",
    };

    // Tables that are the user's own: a member without a value is a member all the same.
    private static readonly HashSet<string> s_tables = new(StringComparer.Ordinal) { "Labels", "Options", "Sysctls", "DriverOpts" };

    /// <summary>The differences, sorted by field; none where the engine would have nothing to do.</summary>
    public static IReadOnlyList<DockerStackFieldChange> Of(JsonObject existing, JsonObject desired)
    {
        SortedDictionary<string, string> before = Flat(existing);
        SortedDictionary<string, string> after = Flat(desired);
        return
        [
            .. before.Keys.Union(after.Keys, StringComparer.Ordinal)
                .Where(path => before.GetValueOrDefault(path) != after.GetValueOrDefault(path) && !IsIdToCome(path, before, after))
                .OrderBy(Shown, StringComparer.Ordinal)
                .Select(path => new DockerStackFieldChange(Shown(path), ValueOf(before, path), ValueOf(after, path))),
        ];
    }

    /// <summary>True for the id of another secret or config than before that is yet to be made. Its name tells the change.</summary>
    private static bool IsIdToCome(string path, SortedDictionary<string, string> before, SortedDictionary<string, string> after)
    {
        if (LastOf(path) is not ("SecretID" or "ConfigID") || after.ContainsKey(path))
        {
            return false;
        }

        string name = path[..^"ID".Length] + "Name";
        return after.TryGetValue(name, out string? wanted) && wanted != before.GetValueOrDefault(name);
    }

    private static string? ValueOf(SortedDictionary<string, string> flat, string path) => flat.GetValueOrDefault(path) ?? s_defaults.GetValueOrDefault(path);

    private static SortedDictionary<string, string> Flat(JsonObject spec)
    {
        var flat = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(flat, "", spec);
        foreach ((string path, string value) in s_defaults)
        {
            if (flat.GetValueOrDefault(path) == value)
            {
                flat.Remove(path);
            }
        }

        flat.Remove(TaskPrefix + "ForceUpdate");
        return flat;
    }

    private static void Add(SortedDictionary<string, string> flat, string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject table:
                bool isOwn = s_tables.Contains(LastOf(path));
                foreach ((string name, JsonNode? value) in table)
                {
                    string member = path.Length == 0 ? name : $"{path}.{name}";
                    if (isOwn && value is JsonValue own && own.TryGetValue(out string? text))
                    {
                        flat[member] = text;
                    }
                    else
                    {
                        Add(flat, member, value);
                    }
                }

                // Which mode it is, is told by a field that may have nothing in it.
                if (path.StartsWith(ModePrefix, StringComparison.Ordinal))
                {
                    flat["Mode"] = path[ModePrefix.Length..];
                }

                break;
            case JsonArray list:
                AddList(flat, path, list);
                break;
            case JsonValue value when TextOf(path, value) is { } known:
                flat[path] = known;
                break;
        }
    }

    private static void AddList(SortedDictionary<string, string> flat, string path, JsonArray list)
    {
        for (int i = 0; i < list.Count; i++)
        {
            string index = i.ToString(CultureInfo.InvariantCulture);
            if (path == ContainerPrefix + "Env" && list[i] is JsonValue variable && variable.TryGetValue(out string? line))
            {
                int end = line.IndexOf('=', StringComparison.Ordinal);
                flat[$"{path}.{(end < 0 ? line : line[..end])}"] = end < 0 ? Unset : line[(end + 1)..];
            }
            else if (list[i] is JsonObject item)
            {
                string key = KeyOf(path, item) ?? index;
                Add(flat, $"{path}.{(flat.Keys.Any(known => known.StartsWith($"{path}.{key}.", StringComparison.Ordinal)) ? index : key)}", item);
            }
            else if (list[i] is JsonValue word && word.TryGetValue(out string? text))
            {
                // An argument that is empty is an argument.
                flat[$"{path}.{index}"] = text;
            }
            else
            {
                Add(flat, $"{path}.{index}", list[i]);
            }
        }
    }

    /// <summary>By what members of a list are told apart, so that one more before them does not change them all.</summary>
    private static string? KeyOf(string path, JsonObject item) => LastOf(path) switch
    {
        "Mounts" or "Networks" => SpecJson.Text(item, "Target"),
        "Secrets" => FileOf(item),
        "Configs" => FileOf(item),
        "Ports" => $"{SpecJson.Number(item, "TargetPort")}/{SpecJson.Text(item, "Protocol")}>{SpecJson.Number(item, "PublishedPort")}",
        "Ulimits" => SpecJson.Text(item, "Name"),
        _ => null,
    };

    private static string? FileOf(JsonObject reference) => reference["File"] is JsonObject file ? SpecJson.Text(file, "Name") : null;

    private static string? TextOf(string path, JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>() is { Length: > 0 } text ? text : null,
        JsonValueKind.True => "true",
        JsonValueKind.False => IsTelling(path) ? "false" : null,
        JsonValueKind.Number => Number(value) is var number && number == "0" && !IsTelling(path) ? null : number,
        _ => null,
    };

    /// <summary>By its value: an engine may write 0 or 0.0.</summary>
    private static string Number(JsonValue value)
    {
        string text = value.ToJsonString();
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
            : text;
    }

    private static bool IsTelling(string path) => s_telling.Contains(LastOf(path)) || s_tellingTimes.Contains(path);

    private static string LastOf(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static string Shown(string path) =>
        path.StartsWith(ContainerPrefix, StringComparison.Ordinal) ? path[ContainerPrefix.Length..]
        : path.StartsWith(TaskPrefix, StringComparison.Ordinal) ? path[TaskPrefix.Length..]
        : path;
}
