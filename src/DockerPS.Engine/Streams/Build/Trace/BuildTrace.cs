using DockerPS.Engine.Streams.Protobuf;

namespace DockerPS.Engine.Streams.Build.Trace;

/// <summary>One message of BuildKit on how a build goes on (moby.buildkit.v1.StatusResponse): what has changed since the last.</summary>
/// <param name="Vertexes">Steps.</param>
/// <param name="Progress">Parts of steps.</param>
/// <param name="Logs">What steps wrote.</param>
/// <param name="Warnings">Warnings on the Dockerfile.</param>
internal sealed record BuildTrace(
    IReadOnlyList<TraceVertex> Vertexes, IReadOnlyList<TraceProgress> Progress, IReadOnlyList<TraceLog> Logs, IReadOnlyList<TraceWarning> Warnings)
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="InvalidResponseException">It is no protobuf message, or one of another shape.</exception>
    public static BuildTrace Read(ReadOnlySpan<byte> message)
    {
        List<TraceVertex> vertexes = [];
        List<TraceProgress> progress = [];
        List<TraceLog> logs = [];
        List<TraceWarning> warnings = [];
        var reader = new ProtobufReader(message);
        while (reader.ReadField(out int number))
        {
            switch (number)
            {
                case 1:
                    vertexes.Add(ReadVertex(reader.ReadBytes()));
                    break;
                case 2:
                    progress.Add(ReadProgress(reader.ReadBytes()));
                    break;
                case 3:
                    logs.Add(ReadLog(reader.ReadBytes()));
                    break;
                case 4:
                    warnings.Add(ReadWarning(reader.ReadBytes()));
                    break;
            }
        }

        return new BuildTrace(vertexes, progress, logs, warnings);
    }

    private static TraceVertex ReadVertex(ReadOnlySpan<byte> message)
    {
        (string digest, string name, string error) = ("", "", "");
        bool cached = false;
        (DateTime? started, DateTime? completed) = (null, null);
        var reader = new ProtobufReader(message);
        while (reader.ReadField(out int number))
        {
            switch (number)
            {
                case 1:
                    digest = reader.ReadString();
                    break;
                case 3:
                    name = reader.ReadString();
                    break;
                case 4:
                    cached = reader.ReadBool();
                    break;
                case 5:
                    started = reader.ReadTimestamp();
                    break;
                case 6:
                    completed = reader.ReadTimestamp();
                    break;
                case 7:
                    error = reader.ReadString();
                    break;
            }
        }

        return new TraceVertex(digest, name, cached, started, completed, error);
    }

    private static TraceProgress ReadProgress(ReadOnlySpan<byte> message)
    {
        (string id, string vertex, string name) = ("", "", "");
        (long current, long total) = (0, 0);
        (DateTime? started, DateTime? completed) = (null, null);
        var reader = new ProtobufReader(message);
        while (reader.ReadField(out int number))
        {
            switch (number)
            {
                case 1:
                    id = reader.ReadString();
                    break;
                case 2:
                    vertex = reader.ReadString();
                    break;
                case 3:
                    name = reader.ReadString();
                    break;
                case 4:
                    current = reader.ReadInt64();
                    break;
                case 5:
                    total = reader.ReadInt64();
                    break;
                case 7:
                    started = reader.ReadTimestamp();
                    break;
                case 8:
                    completed = reader.ReadTimestamp();
                    break;
            }
        }

        return new TraceProgress(vertex, id, name, current, total, started, completed);
    }

    private static TraceLog ReadLog(ReadOnlySpan<byte> message)
    {
        const long StandardError = 2;
        string vertex = "";
        DateTime? time = null;
        long stream = 0;
        byte[] text = [];
        var reader = new ProtobufReader(message);
        while (reader.ReadField(out int number))
        {
            switch (number)
            {
                case 1:
                    vertex = reader.ReadString();
                    break;
                case 2:
                    time = reader.ReadTimestamp();
                    break;
                case 3:
                    stream = reader.ReadInt64();
                    break;
                case 4:
                    text = reader.ReadBytes().ToArray();
                    break;
            }
        }

        return new TraceLog(vertex, time, stream == StandardError, text);
    }

    private static TraceWarning ReadWarning(ReadOnlySpan<byte> message)
    {
        (string text, string url, string file) = ("", "", "");
        List<string> details = [];
        int line = 0;
        var reader = new ProtobufReader(message);
        while (reader.ReadField(out int number))
        {
            switch (number)
            {
                case 3:
                    text = reader.ReadString();
                    break;
                case 4:
                    details.Add(reader.ReadString());
                    break;
                case 5:
                    url = reader.ReadString();
                    break;
                case 6:
                    file = FirstText(reader.ReadBytes());
                    break;
                case 7 when line == 0:
                    line = LineOfRange(reader.ReadBytes());
                    break;
            }
        }

        return new TraceWarning(text, details, url, file, line);
    }

    /// <summary>The file name of a pb.SourceInfo, its field 1.</summary>
    private static string FirstText(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.ReadField(out int number))
        {
            if (number == 1)
            {
                return reader.ReadString();
            }
        }

        return "";
    }

    /// <summary>The line at which a pb.Range begins: its start (1) has it as its field 1.</summary>
    private static int LineOfRange(ReadOnlySpan<byte> message)
    {
        var range = new ProtobufReader(message);
        while (range.ReadField(out int number))
        {
            if (number != 1)
            {
                continue;
            }

            var start = new ProtobufReader(range.ReadBytes());
            while (start.ReadField(out int part))
            {
                if (part == 1)
                {
                    return start.ReadInt32();
                }
            }
        }

        return 0;
    }
}
