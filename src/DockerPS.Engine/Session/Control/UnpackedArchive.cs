using System.Security.Cryptography;
using DockerPS.Engine.Streams.Protobuf;

namespace DockerPS.Engine.Session.Control;

/// <summary>Files for a build that come as an archive: what BuildKit is to do with it, as it is told (a pb.Definition, its "LLB").</summary>
internal static class UnpackedArchive
{
    private const string FileName = "archive";

    /// <summary>Two steps: fetch the archive, unpack it.</summary>
    /// <param name="url">Where the archive is.</param>
    /// <param name="name">The name of the steps in the log.</param>
    public static ReadOnlyMemory<byte> Define(string url, string name)
    {
        var definition = new ProtobufWriter();
        string fetched = Add(definition, Fetch(url), name);
        string unpacked = Add(definition, Unpack(fetched), name + ": unpack");
        // The last one says which is the result.
        definition.WriteMessage(1, InputOf(unpacked));
        return definition.Message;
    }

    private static string Add(ProtobufWriter definition, ProtobufWriter operation, string name)
    {
        string digest = "sha256:" + Convert.ToHexString(SHA256.HashData(operation.Message.Span)).ToLowerInvariant();
        definition.WriteMessage(1, operation);
        var metadata = new ProtobufWriter();
        metadata.WriteMap(2, [KeyValuePair.Create("llb.customname", name)]);
        var entry = new ProtobufWriter();
        entry.WriteString(1, digest);
        entry.WriteMessage(2, metadata);
        definition.WriteMessage(2, entry);
        return digest;
    }

    private static ProtobufWriter Fetch(string url)
    {
        var source = new ProtobufWriter();
        source.WriteString(1, url);
        source.WriteMap(2, [KeyValuePair.Create("http.filename", FileName)]);
        var operation = new ProtobufWriter();
        operation.WriteMessage(3, source);
        return operation;
    }

    private static ProtobufWriter Unpack(string archive)
    {
        const long Nothing = -1;
        var copy = new ProtobufWriter();
        copy.WriteString(1, "/" + FileName);
        copy.WriteString(2, "/");
        // No mode of its own, and the time at which it is unpacked.
        copy.WriteInt64(4, -1);
        copy.WriteBool(7, true);
        copy.WriteInt64(11, -1);
        var action = new ProtobufWriter();
        action.WriteInt64(1, Nothing);
        action.WriteInt64(2, 0);
        action.WriteInt64(3, 0);
        action.WriteMessage(4, copy);
        var file = new ProtobufWriter();
        file.WriteMessage(2, action);
        ProtobufWriter operation = InputOf(archive);
        operation.WriteMessage(4, file);
        return operation;
    }

    private static ProtobufWriter InputOf(string digest)
    {
        var input = new ProtobufWriter();
        input.WriteString(1, digest);
        input.WriteInt64(2, 0);
        var operation = new ProtobufWriter();
        operation.WriteMessage(1, input);
        return operation;
    }
}
