using DockerPS.Engine.Streams;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Build.Trace;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Streams.Build.Trace;

/// <summary>What real engines answered to POST /build?version=2.</summary>
internal static class Captured
{
    /// <summary>The engines that the fixtures are from.</summary>
    public static readonly string[] Engines = ["20.10", "28.5", "28.5-containerd"];

    /// <summary>The Dockerfile of the builds that failed.</summary>
    public const string FailedDockerfile = """
        FROM bbx:1
        RUN echo fine
        # a comment
        RUN echo going wrong; \
            exit 7
        COPY a.txt /

        """;

    public static byte[] Bytes(string engine, string what) => File.ReadAllBytes(Repository.File("tests", "Fixtures", "buildkit", $"{engine}-{what}.json"));

    /// <summary>Reads an answer to its end.</summary>
    /// <returns>The lines; warnings begin with an exclamation mark.</returns>
    public static async Task<List<string>> ReadAsync(Stream answer, IBuildLog log)
    {
        List<string> lines = [];
        var reader = new JsonSequenceReader<JsonMessage>(answer, StreamJsonContext.Default.JsonMessage);
        await foreach (JsonMessage message in reader.ReadAllAsync())
        {
            lines.AddRange(log.Read(message).Select(Text));
        }

        lines.AddRange(log.Complete().Select(Text));
        return lines;
    }

    /// <summary>The protobuf messages of an answer.</summary>
    public static async Task<List<byte[]>> TracesAsync(byte[] answer)
    {
        List<byte[]> traces = [];
        var reader = new JsonSequenceReader<JsonMessage>(new MemoryStream(answer), StreamJsonContext.Default.JsonMessage);
        await foreach (JsonMessage message in reader.ReadAllAsync())
        {
            if (message.Id == "moby.buildkit.trace")
            {
                traces.Add(message.Aux!.Value.GetBytesFromBase64());
            }
        }

        return traces;
    }

    private static string Text(BuildLogEntry entry) => entry.IsWarning ? "! " + entry.Text : entry.Text;
}
