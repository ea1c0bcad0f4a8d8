using DockerPS.Engine.Streams;

namespace DockerPS.Hosting.Output;

/// <summary>Writes the lines of standard output to the pipeline as they come: what is there at once goes over in one piece.</summary>
/// <param name="cmdlet">The cmdlet that they are written by.</param>
/// <param name="standardError">Where the lines of standard error go.</param>
/// <param name="errors">Takes them there.</param>
/// <param name="labels">Labels each line with its container; null writes bare strings.</param>
internal sealed class LineCommandOutput(
    DockerCmdlet cmdlet, StandardErrorAction standardError, StandardErrorWriter errors, LogLines? labels) : CommandOutput
{

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
                    batch.Add(labels is null ? line.Text : labels.Labelled(line));
                    continue;
                }

                await batch.FlushAsync().ConfigureAwait(false);
                await errors.WriteAsync(line.Text).ConfigureAwait(false);
            }
        }
    }
}
