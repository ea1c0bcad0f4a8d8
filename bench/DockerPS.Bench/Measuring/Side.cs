namespace DockerPS.Bench.Measuring;

/// <summary>Who does the work that is measured.</summary>
internal enum Side
{
    /// <summary>The same requests on bare sockets.</summary>
    Raw,

    /// <summary>DockerPS: its cmdlets in a real PowerShell, or its engine client where there is none.</summary>
    Own,

    /// <summary>The docker CLI, started by a shell.</summary>
    Cli,
}
