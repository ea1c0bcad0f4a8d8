using DockerPS.Engine.Streams;

namespace DockerPS.Hosting.Output;

/// <summary>Writes the lines of standard output to the pipeline as they come: what is there at once goes over in one piece.</summary>
internal sealed class LineCommandOutput(DockerCmdlet cmdlet, StandardErrorAction standardError, string container) : CommandOutput
{
    private readonly StandardErrorWriter _errors = new(cmdlet, standardError, container);

    public override async Task ReadAsync(OutputReader reader, CancellationToken cancellationToken)
    {
        var lines = new OutputLineReader(reader);
        var batch = new OutputBatch(cmdlet);
        await using (batch.ConfigureAwait(false))
        {
            while (await batch.NextAsync(lines.ReadAsync(cancellationToken)).ConfigureAwait(false))
            {
                OutputLine line = lines.Current;
                if (line.Stream == OutputStream.StandardOutput || standardError == StandardErrorAction.Output)
                {
                    batch.Add(line.Text);
                    continue;
                }

                await batch.FlushAsync().ConfigureAwait(false);
                await _errors.WriteAsync(line.Text).ConfigureAwait(false);
            }
        }
    }
}
