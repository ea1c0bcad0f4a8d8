namespace DockerPS.Hosting.Files;

/// <summary>Where an archive goes: to a file, or as bytes to the next command.</summary>
internal static class ArchiveOutputRules
{
    /// <exception cref="InvalidRequestException">Neither was said, or both were.</exception>
    public static void Check(string? outFile, bool asByteStream, bool passThru)
    {
        if (asByteStream == outFile is not null)
        {
            throw asByteStream
                ? new InvalidRequestException("OutputConflict", "-AsByteStream and -OutFile cannot be given together.")
                : new InvalidRequestException("OutputMissing", "An archive is nothing to look at: give -OutFile for a file, or -AsByteStream for the next command.");
        }

        if (asByteStream && passThru)
        {
            throw new InvalidRequestException("OutputConflict", "-PassThru returns the file of -OutFile, and cannot be given with -AsByteStream.");
        }
    }
}
