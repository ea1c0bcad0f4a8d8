using DockerPS.Engine.Streams.Protobuf;

namespace DockerPS.Engine.Session.Control;

/// <summary>The messages of moby.buildkit.v1.Control/Solve. The fields are those of BuildKit 0.8 (engine 20.10), which newer ones still take.</summary>
internal static class SolveMessage
{
    public static ProtobufWriter Write(BuildKitSolve solve)
    {
        var message = new ProtobufWriter();
        message.WriteString(1, solve.Reference);
        if (solve.Exporter.Length != 0)
        {
            message.WriteString(3, solve.Exporter);
            message.WriteMap(4, solve.ExporterAttributes);
        }

        message.WriteString(5, solve.Session);
        message.WriteString(6, solve.Frontend);
        message.WriteMap(7, solve.FrontendAttributes);
        message.WriteMessage(8, WriteCache(solve));
        foreach (string entitlement in solve.Entitlements)
        {
            message.WriteString(9, entitlement);
        }

        foreach ((string name, ReadOnlyMemory<byte> definition) in solve.FrontendInputs)
        {
            var entry = new ProtobufWriter();
            entry.WriteString(1, name);
            entry.WriteBytes(2, definition.Span);
            message.WriteMessage(10, entry);
        }

        return message;
    }

    public static IReadOnlyDictionary<string, string> ReadResponse(ReadOnlySpan<byte> message)
    {
        var response = new Dictionary<string, string>();
        var reader = new ProtobufReader(message);
        while (reader.ReadField(out int number))
        {
            if (number == 1)
            {
                (string key, string value) = ReadEntry(reader.ReadBytes());
                response[key] = value;
            }
        }

        return response;
    }

    private static (string Key, string Value) ReadEntry(ReadOnlySpan<byte> message)
    {
        (string key, string value) = ("", "");
        var reader = new ProtobufReader(message);
        while (reader.ReadField(out int number))
        {
            switch (number)
            {
                case 1:
                    key = reader.ReadString();
                    break;
                case 2:
                    value = reader.ReadString();
                    break;
            }
        }

        return (key, value);
    }

    private static ProtobufWriter WriteCache(BuildKitSolve solve)
    {
        const int Exports = 4;
        const int Imports = 5;
        var options = new ProtobufWriter();
        foreach ((int field, BuildKitCache cache) in solve.CacheExports.Select(cache => (Exports, cache)).Concat(solve.CacheImports.Select(cache => (Imports, cache))))
        {
            var entry = new ProtobufWriter();
            entry.WriteString(1, cache.Type);
            entry.WriteMap(2, cache.Attributes);
            options.WriteMessage(field, entry);
        }

        return options;
    }
}
