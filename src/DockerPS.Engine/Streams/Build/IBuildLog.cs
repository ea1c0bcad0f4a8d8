namespace DockerPS.Engine.Streams.Build;

/// <summary>Reads the messages of a builder, whichever it is.</summary>
internal interface IBuildLog
{
    /// <summary>The steps so far, in the order in which they began.</summary>
    IReadOnlyList<BuildStep> Steps { get; }

    /// <summary>The id of the image; null as long as it is not known.</summary>
    string? ImageId { get; }

    /// <summary>What the exporter told at the end; empty where the engine tells no more than the id.</summary>
    IReadOnlyDictionary<string, string> Exported => new Dictionary<string, string>();

    /// <summary>Reads a message.</summary>
    /// <returns>The lines that it completed; valid until the next call.</returns>
    /// <exception cref="OperationFailedException">The message is the error that ended the build.</exception>
    IReadOnlyList<BuildLogEntry> Read(JsonMessage message);

    /// <summary>The end of the stream.</summary>
    /// <returns>The rest, where the last line was not ended.</returns>
    IReadOnlyList<BuildLogEntry> Complete();
}
