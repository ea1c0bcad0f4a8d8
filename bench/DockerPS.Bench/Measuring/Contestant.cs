namespace DockerPS.Bench.Measuring;

/// <summary>One way to do a piece of work. For the docker CLI the operation is a shell script.</summary>
internal sealed class Contestant(Side side, string operation, params string[] arguments)
{
    public Side Side { get; } = side;

    public string Operation { get; } = operation;

    public string[] Arguments { get; } = arguments;

    /// <summary>What is done before anything is timed, so that code is compiled and caches are warm; null does without.</summary>
    public Contestant? WarmUp { get; init; }

    /// <summary>How often that is done. The runtime compiles short work for good only when it was done some thousand times.</summary>
    public int WarmUps { get; init; } = 1;
}
