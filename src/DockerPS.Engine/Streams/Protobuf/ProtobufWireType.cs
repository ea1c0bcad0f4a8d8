namespace DockerPS.Engine.Streams.Protobuf;

/// <summary>How the value of a field is written. Groups (3 and 4) have been out of use since before BuildKit and are refused.</summary>
internal enum ProtobufWireType
{
    /// <summary>An integer, a boolean, an enumeration.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A text, bytes, a message, an entry of a map, packed numbers.</summary>
    Bytes = 2,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
