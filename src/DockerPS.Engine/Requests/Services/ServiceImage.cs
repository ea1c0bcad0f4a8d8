using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Requests.Services;

/// <summary>The image of a service as docker writes it into the spec: with a tag, and pinned by the digest that the registry has under it,
/// so that every node runs the same.</summary>
internal static class ServiceImage
{
    /// <summary>With the tag latest where there is neither tag nor digest; an id stays as it is.</summary>
    public static string Tagged(string image) =>
        ImageReference.TryParse(image, out ImageReference? reference, out _) ? reference.WithDefaultTag().Familiar : image;

    /// <summary>With the digest, where the reference has none of its own.</summary>
    public static string Pinned(ImageReference image, string digest) =>
        image.Digest is null && digest.Length > 0 ? $"{image.WithDefaultTag().Familiar}@{digest}" : image.Familiar;

    /// <summary>The platforms of an image, os/architecture[/variant], as Placement.Platforms.</summary>
    public static JsonArray Platforms(IEnumerable<string> platforms)
    {
        var list = new JsonArray();
        foreach (string platform in platforms.Where(static text => text != RegistryManifest.NoPlatform))
        {
            string[] parts = platform.Split('/');
            // Nodes with ARM call themselves armv7l: by the image's own word no task would find one (moby/swarmkit#2294).
            string architecture = parts.Length > 1 && !parts[1].Equals("arm", StringComparison.OrdinalIgnoreCase) ? parts[1] : "";
            var json = new JsonObject();
            if (architecture.Length > 0)
            {
                json["Architecture"] = architecture;
            }

            json["OS"] = parts[0];
            list.Add((JsonNode)json);
        }

        return list;
    }
}
