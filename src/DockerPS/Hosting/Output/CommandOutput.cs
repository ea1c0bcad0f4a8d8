using DockerPS.Engine.Streams;

namespace DockerPS.Hosting.Output;

/// <summary>Takes the output of one command to where the user wants it.</summary>
internal abstract class CommandOutput : IAsyncDisposable
{
    /// <summary>The collected lines of standard output, where a result was asked for.</summary>
    public virtual IReadOnlyList<string> Output => [];

    /// <summary>The collected lines of standard error, where a result was asked for.</summary>
    public virtual IReadOnlyList<string> Error => [];

    /// <summary>Makes what the options ask for.</summary>
    /// <param name="cmdlet">The cmdlet that it is written by.</param>
    /// <param name="options">What the user asked for.</param>
    /// <param name="container">The container.</param>
    /// <param name="label">What labels its lines where several containers speak; null where one does.</param>
    public static CommandOutput Create(DockerCmdlet cmdlet, OutputOptions options, ResolvedContainer container, string? label = null)
    {
        List<string>? collected = options.AsResult ? [] : null;
        var errors = new StandardErrorWriter(cmdlet, options.StandardError, container.Label, label is null ? "" : label + ": ");
        return options switch
        {
            { OutFile: { } path } => new FileCommandOutput(cmdlet, options, errors, collected, OutputFile.Create(path)),
            { AsByteStream: true } => new ByteStreamCommandOutput(cmdlet, options, errors),
            { AsResult: true } => new CollectedCommandOutput(options.StandardError, collected!),
            _ => new LineCommandOutput(cmdlet, options.StandardError, errors, label is null ? null : new LogLines(container)),
        };
    }

    /// <summary>Reads the output to its end.</summary>
    /// <exception cref="ConnectionLostException">The connection broke, or ended within a frame.</exception>
    public abstract Task ReadAsync(OutputReader reader, CancellationToken cancellationToken);

    /// <summary>To be called when all went well: a file takes its place only then.</summary>
    public virtual Task CommitAsync() => Task.CompletedTask;

    /// <summary>The one object of -AsResult.</summary>
    public ContainerCommandResult ToResult(ResolvedContainer container, CommandOutcome outcome) => new()
    {
        Connection = container.Engine.Connection,
        Container = container.Label,
        ContainerId = container.Id,
        ExitCode = outcome.ExitCode,
        Output = [.. Output],
        Error = [.. Error],
        Duration = outcome.Duration,
    };

    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives up what was not committed.</summary>
    protected virtual ValueTask CloseAsync() => ValueTask.CompletedTask;
}
