using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DockerPS.Engine.Streams;

/// <summary>
/// Reads JSON values that come one after the other, with or without blanks, line ends or RS (0x1E) between them. Each
/// value is given as soon as its last byte is there. It does not own the stream.
/// </summary>
internal sealed class JsonSequenceReader<T>
{
    /// <summary>The longest value that is read, 16 MiB.</summary>
    public const int DefaultLimit = 16 * 1024 * 1024;

    private const byte RecordSeparator = 0x1E;
    private const int MaximumDepth = 64;

    private readonly ReadBuffer _buffer;
    private readonly JsonTypeInfo<T> _type;
    private readonly int _limit;
    private JsonReaderState _state;
    private int _scanned;

    public JsonSequenceReader(Stream stream, JsonTypeInfo<T> type, int limit = DefaultLimit)
    {
        _buffer = new ReadBuffer(stream, 16 * 1024);
        _type = type;
        _limit = limit;
        ResetScan();
    }

    /// <summary>Reads the values until the stream ends.</summary>
    /// <exception cref="ConnectionLostException">The stream ended in the middle of a value.</exception>
    /// <exception cref="InvalidResponseException">What came is not JSON, does not fit the type, is too long or too deep.</exception>
    public async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        bool ended = false;
        while (true)
        {
            while (TryTake(ended, out T? value))
            {
                // A bare null says nothing.
                if (value is not null)
                    yield return value;
            }

            if (ended)
                break;

            ended = !await _buffer.FillAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_buffer.Length > 0)
            throw new ConnectionLostException("The connection to the engine ended in the middle of a JSON value.");
    }

    private bool TryTake(bool ended, out T? value)
    {
        if (_scanned == 0)
            SkipSeparators();

        value = default;
        int length = ScanValue(ended);
        if (length > _limit || (length < 0 && _buffer.Length > _limit))
            throw new InvalidResponseException($"The engine sent a JSON value of more than {_limit} bytes.");

        if (length < 0)
            return false;

        try
        {
            value = JsonSerializer.Deserialize(_buffer.Span[..length], _type);
        }
        catch (JsonException exception)
        {
            throw new InvalidResponseException($"The engine sent JSON of another shape than expected: {exception.Message}", exception);
        }

        _buffer.Consume(length);
        ResetScan();
        return true;
    }

    private void SkipSeparators()
    {
        ReadOnlySpan<byte> span = _buffer.Span;
        int count = 0;
        while (count < span.Length && span[count] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or RecordSeparator)
            count++;

        _buffer.Consume(count);
    }

    /// <summary>Goes on where the last scan stopped, so that a long value is scanned once however many reads it takes.</summary>
    /// <returns>The length of the value, or -1 where its end is not there yet.</returns>
    private int ScanValue(bool ended)
    {
        ReadOnlySpan<byte> span = _buffer.Span;
        if (span.Length == _scanned && !ended)
            return -1;

        // Only a bare number needs the end of the stream to be known as whole; all else tells its own end.
        bool isNumber = ended && _scanned == 0 && span.Length > 0 && (span[0] is (byte)'-' || (uint)(span[0] - '0') <= 9);
        var reader = new Utf8JsonReader(span[_scanned..], isFinalBlock: isNumber, _state);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                    return _scanned + (int)reader.BytesConsumed;
            }
        }
        catch (JsonException) when (isNumber)
        {
            return -1;
        }
        catch (JsonException exception)
        {
            throw new InvalidResponseException($"The engine sent what is not JSON: {exception.Message}", exception);
        }

        _scanned += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
        return -1;
    }

    private void ResetScan()
    {
        _scanned = 0;
        _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = MaximumDepth });
    }
}
