namespace DockerPS.Engine.Streams;

/// <summary>How far a layer is, in bytes unless <see cref="Units"/> says otherwise. The total can be absent, and a push can pass it.</summary>
internal sealed class JsonMessageProgress
{
    public long? Current { get; init; }

    public long? Total { get; init; }

    /// <summary>"s" where the numbers are seconds (waiting to extract); null for bytes.</summary>
    public string? Units { get; init; }
}
