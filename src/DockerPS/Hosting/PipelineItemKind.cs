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

    /// <summary>Something to do on the pipeline thread, in its turn among what is written.</summary>
    Action,

    /// <summary>There is progress to look at where there was none.</summary>
    Progress,

    /// <summary>A phase of the worker has ended; the pump that waits for it returns.</summary>
    PhaseEnded,
}
