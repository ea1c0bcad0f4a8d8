namespace DockerPS;

/// <summary>How the engine finds out whether a container is well (healthcheck).</summary>
public sealed class ComposeHealthcheck : ComposeElement
{
    /// <summary>NONE, or CMD and the words of a command, or CMD-SHELL and a line; empty is the image's own (test).</summary>
    public ReadableList<string> Test { get; init; } = [];

    /// <summary>The time between two tests (interval).</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How long a test may take (timeout).</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many tests in a row must fail (retries).</summary>
    public long? Retries { get; init; }

    /// <summary>How long failures do not count at the start (start_period).</summary>
    public TimeSpan? StartPeriod { get; init; }

    /// <summary>The time between two tests in that period (start_interval).</summary>
    public TimeSpan? StartInterval { get; init; }

    /// <summary>Whether the image's own test is switched off (disable).</summary>
    public bool? Disable { get; init; }

    /// <summary>The test.</summary>
    public override string ToString() => Disable == true ? "NONE" : Test.ToString();
}
