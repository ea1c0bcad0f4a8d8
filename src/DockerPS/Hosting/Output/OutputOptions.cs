namespace DockerPS.Hosting.Output;

/// <summary>What the user wants done with a command's output.</summary>
internal sealed record OutputOptions
{
    /// <summary>Where standard error goes. With <see cref="AsResult"/> it is collected, unless it is dropped or joins standard output.</summary>
    public StandardErrorAction StandardError { get; init; }

    /// <summary>Standard output as byte[] chunks.</summary>
    public bool AsByteStream { get; init; }

    /// <summary>One <see cref="ContainerCommandResult"/> instead of lines.</summary>
    public bool AsResult { get; init; }

    /// <summary>The full path of the file that standard output goes to, byte for byte; null is the pipeline.</summary>
    public string? OutFile { get; init; }

    /// <summary>Refuses what cannot be had together.</summary>
    /// <exception cref="InvalidRequestException">Two of the parameters exclude each other.</exception>
    public OutputOptions Validate()
    {
        if (AsByteStream && (AsResult || OutFile is not null))
        {
            throw new InvalidRequestException("OutputConflict", $"-AsByteStream and {(AsResult ? "-AsResult" : "-OutFile")} cannot be given together.");
        }

        return this;
    }
}
