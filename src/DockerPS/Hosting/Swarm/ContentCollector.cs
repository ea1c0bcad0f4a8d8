using System.Collections;
using System.Net;
using System.Security;
using System.Text;

namespace DockerPS.Hosting;

/// <summary>Puts together what is piped in or given as the content of a secret or config: texts, bytes, a SecureString, a file. No error shows any of it.</summary>
internal sealed class ContentCollector
{
    private readonly List<string> _lines = [];
    private readonly List<byte> _bytes = [];

    /// <summary>The engine takes fewer bytes than this; what is more is not collected.</summary>
    public int Limit { get; set; } = int.MaxValue;

    /// <summary>Adds a value, or each of a list.</summary>
    /// <exception cref="InvalidRequestException">It is none of these, or another kind than before.</exception>
    public void Add(object? value)
    {
        switch (Bare.Of(value))
        {
            case null:
                break;
            case byte single:
                _bytes.Add(single);
                break;
            case byte[] bytes:
                _bytes.AddRange(bytes);
                break;
            case string text:
                _lines.Add(text);
                break;
            case SecureString secret:
                _lines.Add(new NetworkCredential("", secret).Password);
                break;
            case FileInfo file:
                AddFile(file);
                break;
            case IList list:
                foreach (object? item in list)
                {
                    Add(item);
                }

                break;
            case object other:
                throw new InvalidRequestException("BadParameter", $"An object of the type {other.GetType().Name} cannot be put into it. Give a text, bytes, a SecureString or a file.");
        }

        if (_lines.Count > 0 && _bytes.Count > 0)
        {
            throw new InvalidRequestException("BadParameter", "Texts and bytes cannot be put together: give the one or the other.");
        }

        if (_bytes.Count >= Limit)
        {
            throw TooLarge(Limit);
        }
    }

    /// <summary>All of it: the bytes, or the texts as UTF-8 with line feeds between them and none behind the last.</summary>
    public byte[] ToBytes() => _lines.Count > 0 ? Encoding.UTF8.GetBytes(string.Join('\n', _lines)) : [.. _bytes];

    /// <summary>A file's bytes.</summary>
    public static async Task<byte[]> ReadFileAsync(string path, int limit, CancellationToken cancellationToken)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 4096, useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            // Not by its length: a pipe and a file of /proc have none.
            var data = new byte[limit];
            int read = await file.ReadAtLeastAsync(data, limit, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return read == limit ? throw TooLarge(limit) : data[..read];
        }
    }

    /// <summary>The error of what the engine would not take.</summary>
    public static InvalidRequestException TooLarge(int limit) =>
        new("TooLarge", $"It is too large: fewer than {limit} bytes ({limit / 1024} KB) can be in it.");

    private void AddFile(FileInfo file)
    {
        if (file.Length >= Limit)
        {
            throw TooLarge(Limit);
        }

        _bytes.AddRange(File.ReadAllBytes(file.FullName));
    }
}
