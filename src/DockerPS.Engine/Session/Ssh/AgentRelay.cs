using System.Buffers.Binary;

namespace DockerPS.Engine.Session.Ssh;

/// <summary>
/// Passes requests to an ssh agent and its answers back: only those that list keys and that sign, as BuildKit's own client does. What would add,
/// remove or lock keys, or extend the agent, is answered with a failure and never reaches it.
/// </summary>
internal static class AgentRelay
{
    // The agent protocol (draft-miller-ssh-agent): a length, and in it a byte that says what it is.
    private const int LengthBytes = sizeof(int);
    private const byte Failure = 5;
    private const byte RequestIdentities = 11;
    private const byte SignRequest = 13;

    // OpenSSH's own limit for a message.
    private const int LargestMessage = 256 * 1024;

    private static readonly byte[] s_failure = [0, 0, 0, 1, Failure];

    /// <summary>Serves one connection of a build until it ends.</summary>
    public static async Task RunAsync(Stream build, Stream agent, CancellationToken cancellationToken)
    {
        while (await ReadAsync(build, "A build", cancellationToken).ConfigureAwait(false) is { } request)
        {
            if (request[LengthBytes] is not (RequestIdentities or SignRequest))
            {
                await build.WriteAsync(s_failure, cancellationToken).ConfigureAwait(false);
                continue;
            }

            await agent.WriteAsync(request, cancellationToken).ConfigureAwait(false);
            await agent.FlushAsync(cancellationToken).ConfigureAwait(false);
            byte[] answer = await ReadAsync(agent, "The ssh agent", cancellationToken).ConfigureAwait(false)
                ?? throw new ConnectionLostException("The ssh agent ended the connection without an answer.");
            await build.WriteAsync(answer, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One message with its length; null at the end of the stream.</summary>
    private static async Task<byte[]?> ReadAsync(Stream stream, string who, CancellationToken cancellationToken)
    {
        var head = new byte[LengthBytes];
        int there = await stream.ReadAtLeastAsync(head, LengthBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (there == 0)
        {
            return null;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(head);
        if (there < LengthBytes || length is 0 or > LargestMessage)
        {
            throw new InvalidResponseException($"{who} sent what is not a message of the ssh agent protocol.");
        }

        var message = new byte[LengthBytes + (int)length];
        head.CopyTo(message, 0);
        int read = await stream.ReadAtLeastAsync(message.AsMemory(LengthBytes), (int)length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return read == (int)length ? message : throw new InvalidResponseException($"{who} sent a message of the ssh agent protocol that is cut off.");
    }
}
