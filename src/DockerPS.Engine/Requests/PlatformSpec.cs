using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests;

/// <summary>A platform as users write it, os[/architecture[/variant]], in the engine's own words.</summary>
internal static class PlatformSpec
{
    /// <summary>The JSON of an OCI platform, as the calls take it that came after API 1.45.</summary>
    public static string ToJson(string platform)
    {
        string[] parts = platform.Split('/', 3);
        var json = new JsonObject { ["os"] = parts[0] };
        if (parts.Length > 1)
        {
            json["architecture"] = parts[1];
        }

        if (parts.Length > 2)
        {
            json["variant"] = parts[2];
        }

        return json.ToJsonString();
    }
}
