namespace DockerPS.Hosting;

/// <summary>One thing that a prune would remove.</summary>
/// <param name="Id">Its full id; the name where it has no id, as volumes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Size">The bytes that would be freed; null where there are none to tell.</param>
internal sealed record PruneVictim(string Id, string Name, long? Size)
{
    /// <summary>As questions show it: name (short id), bytes.</summary>
    public string Describe() =>
        (Id == Name ? Name : $"{Name} ({ShortId.Of(Id)})") + (Size is >= 0 ? ", " + ViewText.Size(Size) : "");
}
