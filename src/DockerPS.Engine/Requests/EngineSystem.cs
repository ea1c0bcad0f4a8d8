namespace DockerPS.Engine.Requests;

/// <summary>The operating system that a part of a request is for.</summary>
/// <param name="Windows">True for engines of Windows containers, false for all others.</param>
/// <param name="Feature">What is for them alone, as the user wrote it: "-CpuCount".</param>
internal sealed record EngineSystem(bool Windows, string Feature)
{
    /// <summary>Refuses an engine of the other kind; one that does not say what it is may try.</summary>
    /// <exception cref="NotSupportedByEngineException">It is of the other kind.</exception>
    public void Check(string operatingSystem, string engine)
    {
        if (operatingSystem.Length > 0 && operatingSystem.Equals("windows", StringComparison.OrdinalIgnoreCase) != Windows)
        {
            throw new NotSupportedByEngineException(
                $"{Feature} is {(Windows ? "for Windows containers only" : "not for Windows containers")}, but the containers of '{engine}' are of {operatingSystem}.");
        }
    }
}
