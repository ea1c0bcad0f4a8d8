namespace DockerPS.Hosting;

/// <summary>One thing on its way from the worker to the pipeline thread.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Payload">The object, the error record, the message, the question, or the ended phase.</param>
internal readonly record struct PipelineItem(PipelineItemKind Kind, object Payload);
