namespace DockerPS.Hosting;

/// <summary>The streams of PowerShell beside output, error and progress.</summary>
internal enum LogStream
{
    Verbose,
    Debug,
    Warning,

    /// <summary>The information stream, shown on the host by the record's own tags.</summary>
    Information,
}
