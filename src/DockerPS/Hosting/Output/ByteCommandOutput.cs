using System.Text;
using DockerPS.Engine.Streams;

namespace DockerPS.Hosting.Output;

/// <summary>Hands standard output on byte for byte; standard error is still lines, unless it joins standard output.</summary>
internal abstract class ByteCommandOutput(DockerCmdlet cmdlet, OutputOptions options, StandardErrorWriter errors, List<string>? collectedErrors) : CommandOutput
{
    protected DockerCmdlet Cmdlet => cmdlet;

    private readonly LineSplitter _errorLines = new();

    public sealed override IReadOnlyList<string> Error => collectedErrors ?? [];

    public sealed override async Task ReadAsync(OutputReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!reader.TryRead())
            {
                // Nothing waits here for what has not come yet.
                await FlushAsync().ConfigureAwait(false);
                if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    break;
                }
            }

            OutputChunk chunk = reader.Current;
            if (chunk.Stream == OutputStream.StandardOutput || options.StandardError == StandardErrorAction.Output)
            {
                await WriteAsync(chunk.Data, cancellationToken).ConfigureAwait(false);
            }
            else if (options.StandardError != StandardErrorAction.Ignore)
            {
                await FlushAsync().ConfigureAwait(false);
                _errorLines.Append(chunk.Data);
                while (TryTakeErrorLine(out string line))
                {
                    await WriteErrorLineAsync(line).ConfigureAwait(false);
                }
            }
        }

        if (TryTakeLastErrorLine(out string last))
        {
            await WriteErrorLineAsync(last).ConfigureAwait(false);
        }
    }

    /// <summary>Takes bytes of standard output; they are the reader's own after that.</summary>
    protected abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Called where the next bytes have not come yet, and before a line of standard error.</summary>
    protected virtual ValueTask FlushAsync() => ValueTask.CompletedTask;

    private ValueTask WriteErrorLineAsync(string line)
    {
        if (collectedErrors is null)
        {
            return errors.WriteAsync(line);
        }

        collectedErrors.Add(line);
        return ValueTask.CompletedTask;
    }

    private bool TryTakeErrorLine(out string line)
    {
        bool taken = _errorLines.TryReadLine(out ReadOnlySpan<byte> bytes);
        line = taken ? Encoding.UTF8.GetString(bytes) : "";
        return taken;
    }

    private bool TryTakeLastErrorLine(out string line)
    {
        bool taken = _errorLines.TryReadRest(out ReadOnlySpan<byte> bytes);
        line = taken ? Encoding.UTF8.GetString(bytes) : "";
        return taken;
    }
}
