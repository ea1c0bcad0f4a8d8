using System.Text;
using DockerPS.Engine.Session.Grpc;
using DockerPS.Engine.Session.Http2;
using DockerPS.Engine.Session.Services;
using DockerPS.Engine.Streams.Protobuf;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.BuildSessions;

/// <summary>What real engines sent on a session while they built a Dockerfile with one secret, from the preface on.</summary>
public sealed class CapturedSessionTests
{
    [Theory]
    [InlineData("engine-20.10.hex", 5, 1)]
    [InlineData("engine-28.5.hex", 5, 3)]
    public async Task Every_split_point_gives_the_engine_its_answers(string file, int lastStream, int secrets)
    {
        byte[] captured = Convert.FromHexString(string.Concat(await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "tests", "Fixtures", "Session", file))));
        for (int at = 1; at <= captured.Length; at++)
        {
            var lines = new List<string>();
            var failures = new List<Exception>();
            var values = new Dictionary<string, Func<CancellationToken, Task<byte[]>>> { ["token"] = _ => Task.FromResult("the value"u8.ToArray()) };
            IEnumerable<KeyValuePair<string, Func<GrpcCall, Task>>> methods = HealthService.Methods().Concat(SecretsService.Methods(values, lines.Add));
            await using Http2Peer peer = Http2Peer.Raw(new GrpcServer(methods.ToDictionary(), failures.Add).HandleAsync);
            await peer.SendAsync(captured[..at]);
            await peer.SendAsync(captured[at..]);
            List<string> answers = await ReadAnswersAsync(peer, lastStream);
            Assert.Single(answers, answer => answer == "token: the value");
            Assert.Equal(secrets - 1, answers.Count(answer => answer == "status 5"));
            Assert.Equal(((lastStream + 1) / 2) - secrets, answers.Count(answer => answer == "serving"));
            Assert.Single(lines);
            Assert.Empty(failures);
        }
    }

    /// <summary>The answers to all streams, in any order.</summary>
    private static async Task<List<string>> ReadAnswersAsync(Http2Peer peer, int lastStream)
    {
        var data = new Dictionary<int, string>();
        var answers = new List<string>();
        while (answers.Count < (lastStream + 1) / 2)
        {
            Http2Frame frame = await peer.ExpectAsync(candidate => candidate.Type is Http2FrameType.Headers or Http2FrameType.Data);
            if (frame.Type == Http2FrameType.Data)
            {
                data[frame.StreamId] = ReadMessage(frame.Payload[GrpcMessageReader.PrefixLength..].Span);
                continue;
            }

            string? status = peer.Decoder.Decode(frame.Payload.Span).Where(field => field.Name == "grpc-status").Select(field => field.Value).FirstOrDefault();
            if (status is not null)
                answers.Add(data.GetValueOrDefault(frame.StreamId, $"status {status}"));
        }

        return answers;
    }

    private static string ReadMessage(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        Assert.True(reader.ReadField(out int number));
        Assert.Equal(1, number);
        return reader.WireType == ProtobufWireType.Varint ? "serving" : "token: " + Encoding.UTF8.GetString(reader.ReadBytes());
    }
}
