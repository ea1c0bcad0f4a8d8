using System.Diagnostics;

namespace DockerPS.Tests.Support;

/// <summary>Waits for what happens elsewhere.</summary>
internal static class Wait
{
    /// <summary>Returns when the condition holds, and fails when it does not within the limit (a minute).</summary>
    public static Task UntilAsync(Func<bool> condition, string what, TimeSpan? limit = null) => UntilAsync(() => Task.FromResult(condition()), what, limit);

    /// <inheritdoc cref="UntilAsync(Func{bool}, string, TimeSpan?)"/>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what, TimeSpan? limit = null)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < (limit ?? TimeSpan.FromMinutes(1)), $"Waited in vain: {what}");
            await Task.Delay(20);
        }
    }
}
