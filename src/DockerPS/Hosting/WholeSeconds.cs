namespace DockerPS.Hosting;

/// <summary>The engine counts stop timeouts in whole seconds; a part of one is rounded up, so that it never becomes "at once".</summary>
internal static class WholeSeconds
{
    /// <summary>Null stays null; a negative time is -1, without end.</summary>
    public static int? Of(TimeSpan? time) => time is { } known ? known < TimeSpan.Zero ? -1 : (int)Math.Min(Math.Ceiling(known.TotalSeconds), int.MaxValue) : null;
}
