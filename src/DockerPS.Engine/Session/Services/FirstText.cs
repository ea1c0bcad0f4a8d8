using DockerPS.Engine.Streams.Protobuf;

namespace DockerPS.Engine.Session.Services;

/// <summary>Requests that are a name: field 1 is the id of a secret or of an agent, or a registry's host.</summary>
internal static class FirstText
{
    public static string Read(ReadOnlyMemory<byte> message)
    {
        var reader = new ProtobufReader(message.Span);
        string text = "";
        while (reader.ReadField(out int number))
        {
            text = number == 1 ? reader.ReadString() : text;
        }

        return text;
    }
}
