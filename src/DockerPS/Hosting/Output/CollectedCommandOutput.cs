using DockerPS.Engine.Streams;

namespace DockerPS.Hosting.Output;

/// <summary>Collects the lines for a <see cref="ContainerCommandResult"/>.</summary>
internal sealed class CollectedCommandOutput(StandardErrorAction standardError, List<string> errors) : CommandOutput
{
    private readonly List<string> _output = [];

    public override IReadOnlyList<string> Output => _output;

    public override IReadOnlyList<string> Error => errors;

    public override async Task ReadAsync(OutputReader reader, CancellationToken cancellationToken)
    {
        var lines = new OutputLineReader(reader);
        while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            OutputLine line = lines.Current;
            if (line.Stream == OutputStream.StandardOutput || standardError == StandardErrorAction.Output)
            {
                _output.Add(line.Text);
            }
            else if (standardError != StandardErrorAction.Ignore)
            {
                errors.Add(line.Text);
            }
        }
    }
}
