namespace DockerPS.Bench.Measuring;

/// <summary>One way to do a piece of work. For the docker CLI the operation is a shell script.</summary>
internal sealed class Contestant(Side side, string operation, params string[] arguments)
{
    public Side Side { get; } = side;

    public string Operation { get; } = operation;

    public string[] Arguments { get; } = arguments;

    /// <summary>What is done once before anything is timed, so that code is compiled and caches are warm; null does without.</summary>
    public Contestant? WarmUp { get; init; }
}
