namespace DockerPS.Tests.Support;

/// <summary>Ends a test that hangs; no test waits for it when all is well.</summary>
internal static class TestLimit
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static CancellationToken Token => new CancellationTokenSource(Patience).Token;
}
