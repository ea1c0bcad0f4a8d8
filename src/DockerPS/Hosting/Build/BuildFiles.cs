using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting.Output;

namespace DockerPS.Hosting;

/// <summary>The files that a build writes for other programs: its image's id, and what is known of the image.</summary>
internal static class BuildFiles
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Takes away the id of an earlier build, so that a failure does not pass it off as its own.</summary>
    public static void Forget(string? path)
    {
        if (path is not null && OutputFile.TargetOf(path) is var target && File.Exists(target) && !OutputFile.IsSpecial(target))
        {
            File.Delete(target);
        }
    }

    /// <summary>Writes an image's id.</summary>
    public static Task WriteIdAsync(string? path, string id) => path is null ? Task.CompletedTask : WriteAsync(path, id);

    /// <summary>Writes what buildx --metadata-file does of it: all that the exporter tells, else the image's digest and names.</summary>
    public static Task WriteMetadataAsync(string? path, string? id, IReadOnlyList<string> tags, IReadOnlyDictionary<string, string> exported)
    {
        if (path is null)
        {
            return Task.CompletedTask;
        }

        var json = new JsonObject();
        foreach ((string name, string value) in exported.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            json[name] = ObjectIn(value) ?? value;
        }

        if (id is not null)
        {
            json["containerimage.digest"] ??= id;
        }

        if (tags.Count > 0)
        {
            json["image.name"] ??= string.Join(',', tags.Select(static tag => ImageReference.Parse(tag).WithDefaultTag()).Select(static image => $"{image.Name}:{image.Tag}"));
        }

        return WriteAsync(path, json.ToJsonString(s_indented) + "\n");
    }

    /// <summary>Descriptors and the like come as JSON in base64.</summary>
    private static JsonNode? ObjectIn(string value)
    {
        byte[] bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, bytes, out int length))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(bytes.AsSpan(0, length)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task WriteAsync(string path, string text)
    {
        OutputFile file = OutputFile.Create(path);
        await using (file.ConfigureAwait(false))
        {
            await file.Stream.WriteAsync(Encoding.UTF8.GetBytes(text)).ConfigureAwait(false);
            await file.CommitAsync().ConfigureAwait(false);
        }
    }
}
