using System.Text;
using System.Text.Json;
using DockerPS.Engine.Streams.Protobuf;

namespace DockerPS.Engine.Session.Control;

/// <summary>Where in a Dockerfile a build failed (BuildKit's errdefs.Source).</summary>
/// <param name="FileName">The name of the file, such as Dockerfile.</param>
/// <param name="Text">The whole file.</param>
/// <param name="Lines">The first and the last line of each place, counted from 1.</param>
internal sealed record BuildErrorSource(string FileName, string Text, IReadOnlyList<(int First, int Last)> Lines)
{
    // The name that BuildKit registers the type by; what follows says that it is JSON.
    private const string TypeName = "errdefs.Source";

    /// <summary>The places that an error names, from its <see cref="Grpc.GrpcException.Details"/> (a google.rpc.Status), the innermost first.
    /// What cannot be read is left out: it is beside the error.</summary>
    public static IReadOnlyList<BuildErrorSource> Read(ReadOnlyMemory<byte> details)
    {
        var sources = new List<BuildErrorSource>();
        try
        {
            var status = new ProtobufReader(details.Span);
            while (status.ReadField(out int number))
            {
                if (number == 3 && ReadAny(status.ReadBytes()) is { } source)
                {
                    sources.Add(source);
                }
            }
        }
        catch (Exception e) when (e is InvalidResponseException or JsonException or InvalidOperationException or FormatException)
        {
            return sources;
        }

        return sources;
    }

    private static BuildErrorSource? ReadAny(ReadOnlySpan<byte> message)
    {
        string type = "";
        ReadOnlySpan<byte> value = default;
        var reader = new ProtobufReader(message);
        while (reader.ReadField(out int number))
        {
            switch (number)
            {
                case 1:
                    type = reader.ReadString();
                    break;
                case 2:
                    value = reader.ReadBytes();
                    break;
            }
        }

        return type.Contains(TypeName, StringComparison.Ordinal) ? ReadJson(value.ToArray()) : null;
    }

    private static BuildErrorSource? ReadJson(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        if (!root.TryGetProperty("info", out JsonElement info))
        {
            return null;
        }

        string text = info.TryGetProperty("data", out JsonElement data) ? Encoding.UTF8.GetString(data.GetBytesFromBase64()) : "";
        string name = info.TryGetProperty("filename", out JsonElement fileName) ? fileName.GetString() ?? "" : "";
        List<(int First, int Last)> lines = [];
        if (root.TryGetProperty("ranges", out JsonElement ranges) && ranges.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement range in ranges.EnumerateArray())
            {
                int first = ReadLine(range, "start");
                lines.Add((first, Math.Max(first, ReadLine(range, "end"))));
            }
        }

        return new BuildErrorSource(name, text, lines);
    }

    private static int ReadLine(JsonElement range, string end) =>
        range.TryGetProperty(end, out JsonElement position) && position.TryGetProperty("line", out JsonElement line) ? line.GetInt32() : 0;
}
