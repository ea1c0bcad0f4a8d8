namespace DockerPS.Bench.Measuring;

/// <summary>One line of the table: DockerPS against the raw exchange, and against the docker CLI.</summary>
internal sealed class BenchRow
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required Contestant Own { get; init; }

    public required Contestant Raw { get; init; }

    /// <summary>Null where the CLI has no such command, or is not there.</summary>
    public Contestant? Cli { get; init; }

    /// <summary>The largest median ratio to the raw exchange that is good enough; null where none is set.</summary>
    public double? Target { get; init; }

    /// <summary>True where it is enough to be inside the spread of the raw exchange.</summary>
    public bool MayBeInSpread { get; init; }

    /// <summary>True where DockerPS must not be slower than the docker CLI.</summary>
    public bool MustMatchCli { get; init; }

    /// <summary>The same with a tenth of the bytes: memory must not grow with them. Null for what is no stream.</summary>
    public Contestant? Small { get; init; }
}
