using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace DockerPS.Tests.RealEngine;

/// <summary>The name of this run, which is the value of the label that all that is made in engines carries, and the broom for engines that are not private.</summary>
internal static class TestRun
{
    public const string Label = "dockerps.test";

    // The engine's word for what a thing is deleted by.
    private const string ObjectId = "Id";

    /// <summary>This process: machine, process id and start time, so that a later run can tell whether it is still alive.</summary>
    public static string Id { get; } = Name(Process.GetCurrentProcess());

    /// <summary>Removes what runs of this machine that are over left behind, and what this run made when <paramref name="ownToo"/>.</summary>
    public static async Task SweepAsync(RawEngine engine, bool ownToo)
    {
        string filter = Uri.EscapeDataString($$"""{"label":["{{Label}}"]}""");
        foreach (JsonNode container in Labelled(await engine.GetJsonAsync($"containers/json?all=1&filters={filter}"), ownToo))
            await engine.DeleteAsync($"containers/{container[ObjectId]}?force=1&v=1");
        foreach (JsonNode image in Labelled(await engine.GetJsonAsync($"images/json?filters={filter}"), ownToo))
            await engine.DeleteAsync($"images/{image[ObjectId]}?force=1");
        foreach (JsonNode network in Labelled(await engine.GetJsonAsync($"networks?filters={filter}"), ownToo))
            await engine.DeleteAsync($"networks/{network[ObjectId]}");
        foreach (JsonNode volume in Labelled((await engine.GetJsonAsync($"volumes?filters={filter}"))["Volumes"] ?? new JsonArray(), ownToo))
            await engine.DeleteAsync($"volumes/{volume["Name"]}?force=1");
    }

    /// <summary>Whether the run of that name is over, as far as this machine can know: other machines' runs never are.</summary>
    public static bool IsOver(string id)
    {
        string[] parts = id.Split('/');
        if (parts.Length != 3 || parts[0] != Environment.MachineName || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out int pid))
            return false;

        try
        {
            using Process process = Process.GetProcessById(pid);
            return Name(process) != id;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static string Name(Process process)
        => string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{process.Id}/{new DateTimeOffset(process.StartTime).ToUnixTimeSeconds()}");

    private static IEnumerable<JsonNode> Labelled(JsonNode list, bool ownToo)
        => list.AsArray().OfType<JsonNode>().Where(item => item["Labels"]?[Label]?.GetValue<string>() is { } run && (ownToo && run == Id || IsOver(run)));
}
