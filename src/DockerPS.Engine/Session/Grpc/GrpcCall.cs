using System.Globalization;
using DockerPS.Engine.Session.Hpack;
using DockerPS.Engine.Session.Http2;

namespace DockerPS.Engine.Session.Grpc;

/// <summary>One call of the engine: the messages that come, and the answers.</summary>
internal sealed class GrpcCall
{
    private static readonly HeaderField[] s_head = [new(":status", "200"), new("content-type", "application/grpc")];

    private readonly Http2Stream _stream;
    private readonly GrpcMessageReader _reader;
    private bool _hasBegun;

    public GrpcCall(Http2Stream stream)
    {
        _stream = stream;
        _reader = new GrpcMessageReader(stream.ReadAsync);
    }

    /// <summary>Cancelled when the engine gives the call up.</summary>
    public CancellationToken Cancelled => _stream.Aborted;

    /// <summary>A piece of the call's metadata, such as an id; null where there is none.</summary>
    public string? Metadata(string name) => _stream.Header(name);

    /// <summary>The next message of the engine, good until the next is read; null at the end of its side.</summary>
    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync() => _reader.ReadAsync();

    /// <summary>Sends an answer, as fast as the engine takes it.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> message)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            await _stream.SendHeadersAsync(s_head, endStream: false).ConfigureAwait(false);
        }

        await _stream.SendAsync(GrpcMessage.Frame(message.Span)).ConfigureAwait(false);
    }

    /// <summary>Ends the call. With an error that nothing came before, head and end are one.</summary>
    internal ValueTask EndAsync(GrpcStatus status, string message)
    {
        List<HeaderField> fields = _hasBegun ? [] : [.. s_head];
        fields.Add(new HeaderField("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture)));
        if (message.Length != 0)
        {
            fields.Add(new HeaderField("grpc-message", GrpcText.Encode(message)));
        }

        return _stream.SendHeadersAsync(fields, endStream: true);
    }
}
