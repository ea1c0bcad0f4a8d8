using System.Text.Json.Nodes;

namespace DockerPS.Tests.Services;

/// <summary>Specs of services as text, to compare what they say.</summary>
internal static class SpecText
{
    // Where nothing and zero are not the same.
    private static readonly HashSet<string> s_loud = ["Replicas", "TotalCompletions", "MaxConcurrent", "Parallelism", "MaxAttempts", "Init", "Delay", "MaxFailureRatio"];

    // What the CLI gives in no order of its own, and what order has no meaning.
    private static readonly HashSet<string> s_unordered = ["Env", "Secrets", "Configs", "Ports", "GenericResources"];

    /// <summary>What a spec says, one field a line.</summary>
    public static string Of(JsonNode spec) => Said(spec, "");

    /// <summary>What a body says, one field a line: null, false, nothing and an empty list are the same.</summary>
    private static string Said(JsonNode? node, string path) => node switch
    {
        null => "",
        JsonObject table => string.Join('\n', table
            .Where(static field => !IsSilent(field.Key, field.Value))
            .OrderBy(static field => field.Key, StringComparer.Ordinal)
            .Select(field => Said(field.Value, $"{path}.{field.Key}"))),
        JsonArray list => string.Join('\n', Items(list, path).Select((item, index) => Said(item, $"{path}[{index}]"))),
        _ => $"{path}: {node.ToJsonString()}",
    };

    private static IEnumerable<JsonNode?> Items(JsonArray list, string path) => s_unordered.Contains(path[(path.LastIndexOf('.') + 1)..])
        ? list.OrderBy(static item => Said(item, ""), StringComparer.Ordinal)
        : list;

    private static bool IsSilent(string name, JsonNode? value) => value switch
    {
        null => true,
        // That there is one is what it says.
        JsonObject when name is "Global" or "GlobalJob" or "Replicated" or "ReplicatedJob" or "Runtime" => false,
        JsonArray list => list.Count == 0,
        JsonObject table => table.All(static field => IsSilent(field.Key, field.Value)),
        _ => !s_loud.Contains(name) && value.ToJsonString() is "false" or "0" or "\"\"",
    };
}
