namespace DockerPS.Hosting;

/// <summary>What was found by a list, whose objects are summaries, as what cmdlets take objects of a noun as.</summary>
internal static class WidenedSwarmObjects
{
    /// <summary>The same objects, as the noun's own type.</summary>
    public static async IAsyncEnumerable<ResolvedSwarmObject<TNoun>> OfAsync<TFound, TNoun>(IAsyncEnumerable<ResolvedSwarmObject<TFound>> found)
        where TFound : TNoun
        where TNoun : DockerSwarmObject
    {
        await foreach (ResolvedSwarmObject<TFound> one in found.ConfigureAwait(false))
        {
            yield return new ResolvedSwarmObject<TNoun>(one.Engine, one.Item, one.Target);
        }
    }
}
