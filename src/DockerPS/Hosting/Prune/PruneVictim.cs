namespace DockerPS.Hosting;

/// <summary>One thing that a prune would remove.</summary>
/// <param name="Id">Its full id; the name where it has no id, as volumes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Size">The bytes that would be freed; null where there are none to tell.</param>
/// <param name="OnlyUntagged">True for an image that only loses this reference, and stays.</param>
internal sealed record PruneVictim(string Id, string Name, long? Size, bool OnlyUntagged = false)
{
    /// <summary>As -WhatIf shows it: name (short id) on engine, bytes.</summary>
    public string Describe(string engine) =>
        (Id == Name ? Name : $"{Name} ({ShortId.Of(Id)})") + $" on {engine}" + (Size is >= 0 ? ", " + ViewText.Size(Size) : "");
}
