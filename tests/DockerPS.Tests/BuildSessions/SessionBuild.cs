using System.Formats.Tar;
using System.Text;
using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Session;
using DockerPS.Engine.Streams.Protobuf;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.BuildSessions;

/// <summary>A build by POST /build?version=2 with a session beside it, and what came of it.</summary>
internal sealed class SessionBuild
{
    private SessionBuild(string log, string? error, string? imageId)
    {
        Log = log;
        Error = error;
        ImageId = imageId;
    }

    /// <summary>What the steps wrote.</summary>
    public string Log { get; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Error { get; }

    public string? ImageId { get; }

    public static DockerClient Connect(string address)
    {
        (DockerEndpoint? endpoint, string? error) = EndpointParser.Parse(address, tls: null);
        return new DockerClient(endpoint ?? throw new ArgumentException(error), new DockerClientOptions());
    }

    /// <summary>A context whose build writes "value: " and the secret token. A secret is no part of what makes a step another one, so that without a word
    /// of its own the step could be that of a build beside it.</summary>
    public static byte[] SecretContext() =>
        Context($"FROM {PrivateEngines.Current.Image}\nRUN --mount=type=secret,id=token : {Guid.NewGuid():N}; echo \"value: $(cat /run/secrets/token)\"\n");

    /// <summary>A context of these files; those with a mode of their own are executable.</summary>
    public static byte[] Context(string dockerfile, params (string Name, byte[] Content, UnixFileMode Mode)[] files)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            const UnixFileMode plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            foreach ((string name, byte[] content, UnixFileMode mode) in files.Prepend(("Dockerfile", Encoding.UTF8.GetBytes(dockerfile), plain)))
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content), Mode = mode });
        }

        return archive.ToArray();
    }

    public static async Task<SessionBuild> RunAsync(DockerClient client, BuildSession session, byte[] context, params (string Name, string Value)[] parameters)
    {
        var query = new StringBuilder($"/build?version=2&session={session.Id}&nocache=1&labels={Uri.EscapeDataString($"{{\"{TestRun.Label}\":\"{TestRun.Id}\"}}")}");
        foreach ((string name, string value) in parameters)
            query.Append($"&{name}={Uri.EscapeDataString(value)}");

        string[] parts = query.ToString().Split('?', 2);
        var request = new DockerRequest(HttpMethod.Post, parts[0], Query(parts[1])) { Content = () => Tar(context), ResponseTimeout = Timeout.InfiniteTimeSpan };
        await using DockerResponse response = await client.SendAsync(request, TestLimit.Token);
        using var reader = new StreamReader(response.Body);
        var log = new StringBuilder();
        string? error = null;
        string? imageId = null;
        while (await reader.ReadLineAsync(TestLimit.Token) is { } line)
        {
            if (line.Length == 0)
                continue;

            JsonNode message = JsonNode.Parse(line)!;
            error ??= (string?)message["errorDetail"]?["message"];
            if ((string?)message["id"] == "moby.buildkit.trace")
                log.Append(ReadLog(Convert.FromBase64String((string)message["aux"]!)));
            else
                imageId = (string?)message["aux"]?["ID"] ?? imageId;
        }

        return new SessionBuild(log.ToString(), error, imageId);
    }

    /// <summary>The lines of a StatusResponse's logs.</summary>
    public static string ReadLog(ReadOnlySpan<byte> status)
    {
        var text = new StringBuilder();
        var reader = new ProtobufReader(status);
        while (reader.ReadField(out int number))
        {
            if (number != 3)
                continue;

            var log = new ProtobufReader(reader.ReadBytes());
            while (log.ReadField(out int field))
            {
                if (field == 4)
                    text.Append(log.ReadString());
            }
        }

        return text.ToString();
    }

    private static ByteArrayContent Tar(byte[] context)
    {
        var content = new ByteArrayContent(context);
        content.Headers.ContentType = new("application/x-tar");
        return content;
    }

    private static QueryString Query(string text)
    {
        var query = new QueryString();
        foreach (string pair in text.Split('&'))
        {
            string[] sides = pair.Split('=', 2);
            query.Add(sides[0], Uri.UnescapeDataString(sides[1]));
        }

        return query;
    }
}
