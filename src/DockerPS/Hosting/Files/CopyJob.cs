using DockerPS.Engine.Api;

namespace DockerPS.Hosting.Files;

/// <summary>One thing that is copied to one place.</summary>
/// <param name="From">What.</param>
/// <param name="To">Where to; null where the archive itself is the output.</param>
/// <param name="IsOneOfMany">True where the destination has to be a folder.</param>
internal sealed record CopyJob(CopyEnd From, CopyEnd? To, bool IsOneOfMany) : IActionTarget
{
    private static readonly object s_between = new();

    private ResolvedContainer Container => From.Container ?? To!.Container!;

    public EngineApi Engine => Container.Engine;

    public object Target => From.Target;

    /// <summary>Jobs with the same key go one after the other: the engine works on a container's files for one call at a time,
    /// and two copies between two containers in opposite directions would wait for each other for ever.</summary>
    public object Key => From.Container is not null && To?.Container is not null ? s_between : Container.Id;

    public string Describe() => To is null ? From.Describe() : $"{From.Describe()} to {To.Describe()}";
}
