namespace DockerPS.Hosting;

/// <summary>The kinds of <see cref="PipelineItem"/>.</summary>
internal enum PipelineItemKind
{
    Output,
    OutputMany,
    Error,
    Verbose,
    Debug,
    Warning,
    Information,
    Question,

    /// <summary>A phase of the worker has ended; the pump that waits for it returns.</summary>
    PhaseEnded,
}
