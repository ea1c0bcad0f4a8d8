namespace DockerPS.Tests.Contracts;

internal static class Contract
{
    /// <summary>Fails with all that breaks the contract, where xunit would show the first five.</summary>
    public static void Holds(IEnumerable<string> breaches, string contract)
    {
        string[] all = [.. breaches.Distinct().Order(StringComparer.Ordinal)];
        Assert.True(all.Length == 0, $"{contract} Not so:{string.Concat(all.Select(b => $"{Environment.NewLine}  {b}"))}");
    }
}
