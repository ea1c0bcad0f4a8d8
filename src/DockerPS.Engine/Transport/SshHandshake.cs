using System.Text;

namespace DockerPS.Engine.Transport;

/// <summary>
/// Proves that a new ssh connection reaches an engine. ssh takes bytes before it has logged in, so only an answer
/// tells, and nothing of the user's may be at stake until then: that is what makes a second try safe.
/// </summary>
internal static class SshHandshake
{
    private const int MaxHead = 16 * 1024;

    private static readonly byte[] s_ping = "HEAD /_ping HTTP/1.1\r\nHost: docker\r\n\r\n"u8.ToArray();

    public static async Task RunAsync(SshDuplexStream stream, CancellationToken cancellationToken)
    {
        var head = new byte[MaxHead];
        int length = 0;
        try
        {
            await stream.WriteAsync(s_ping, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // ssh is gone already; reading tells why.
        }

        while (head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
        {
            int read = length == head.Length ? 0 : await ReadAsync(stream, head.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                string? said = await stream.ReadErrorAsync().ConfigureAwait(false);
                throw new SshFailedException(Explain(said, head.AsSpan(0, length))) { IsPassing = said is not null && length == 0 && SshFailure.IsPassing(said) };
            }

            length += read;
            if (!LooksLikeHttp(head.AsSpan(0, length)))
            {
                throw new SshFailedException(Chatter(head.AsSpan(0, length)));
            }
        }
    }

    private static async Task<int> ReadAsync(SshDuplexStream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static bool LooksLikeHttp(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> start = "HTTP/1."u8;
        int length = Math.Min(start.Length, head.Length);
        return head[..length].SequenceEqual(start[..length]);
    }

    private static string Explain(string? said, ReadOnlySpan<byte> head) =>
        SshFailure.Summarize(said ?? "") is { } text ? "ssh says: " + text
        : head.IsEmpty ? "ssh ended without a word."
        : "the connection through ssh ended in the middle of the engine's first answer.";

    private static string Chatter(ReadOnlySpan<byte> head)
    {
        string line = DisplayText.OfMessage(Encoding.UTF8.GetString(head)).Split('\n')[0];
        return $"the shell on the other side printed '{line}' where the engine's answer was expected. Its start files must print nothing without a terminal.";
    }
}
