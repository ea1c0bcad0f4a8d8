using System.Management.Automation;
using System.Text;

namespace DockerPS.Hosting.Output;

/// <summary>What is piped into the cmdlet as the standard input of one command or, the same for each, of several.</summary>
internal sealed class PipelineInput
{
    private readonly List<PipelineInputReader> _readers = [];

    /// <summary>Adds a command that reads it, from what comes next on.</summary>
    public CommandInput Open()
    {
        var reader = new PipelineInputReader();
        _readers.Add(reader);
        return reader;
    }

    /// <summary>Hands over one object of the pipeline: a text with a newline behind it, or bytes as they are. Waits while a command is slow to read.</summary>
    /// <exception cref="InvalidRequestException">The text was binary before it was decoded.</exception>
    public async ValueTask WriteAsync(object? item, CancellationToken cancellationToken)
    {
        item = JoinedBytes(item) ?? item;
        if (item is not (string or byte[]) && item is not PSObject { BaseObject: string or byte[] } && LanguagePrimitives.GetEnumerable(item) is { } list)
        {
            foreach (object? member in list)
            {
                await WriteAsync(member, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        if (BytesOf(item) is { Length: > 0 } bytes)
        {
            foreach (PipelineInputReader reader in _readers)
            {
                await reader.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>As <see cref="WriteAsync"/>, where nothing must be waited for: a plain object, and room with every command.</summary>
    public bool TryWrite(object? item)
    {
        item = JoinedBytes(item) ?? item;
        if ((item is PSObject wrapped ? wrapped.BaseObject : item) is not (string or byte[] or ValueType)
            || !_readers.TrueForAll(static reader => reader.HasRoom))
        {
            return false;
        }

        byte[] bytes = BytesOf(item);
        if (bytes.Length > 0)
        {
            _readers.ForEach(reader => reader.TryWrite(bytes));
        }

        return true;
    }

    /// <summary>Ends the input: the commands are told.</summary>
    public void Complete() => _readers.ForEach(static reader => reader.Complete());

    /// <summary>An object as the bytes that a command reads.</summary>
    public static byte[] BytesOf(object? item)
    {
        switch (Bare.Of(item))
        {
            case null:
                return [];
            case byte[] bytes:
                return bytes;
            case byte one:
                return [one];
            case string text:
                return BytesOfLine(text);
            default:
                return BytesOfLine(LanguagePrimitives.ConvertTo<string>(item));
        }
    }

    /// <summary>A list of nothing but bytes as one array, as Get-Content -AsByteStream -ReadCount gives it; null for all else.</summary>
    public static byte[]? JoinedBytes(object? item)
    {
        if (Bare.Of(item) is not object?[] { Length: > 0 } list || !Array.TrueForAll(list, static member => Bare.Of(member) is byte))
        {
            return null;
        }

        return Array.ConvertAll(list, static member => (byte)Bare.Of(member)!);
    }

    private static byte[] BytesOfLine(string line)
    {
        if (line.Contains('\uFFFD'))
        {
            throw new InvalidRequestException("InputNotText", "What is piped in was binary, and PowerShell has already decoded it: some of its bytes are lost (U+FFFD stands in their place).")
            {
                Advice = "Write it to a file and give that with -InFile, or pipe bytes: Get-Content -AsByteStream -Raw.",
            };
        }

        int length = Encoding.UTF8.GetByteCount(line);
        byte[] bytes = new byte[length + 1];
        Encoding.UTF8.GetBytes(line, bytes);
        bytes[length] = (byte)'\n';
        return bytes;
    }
}
