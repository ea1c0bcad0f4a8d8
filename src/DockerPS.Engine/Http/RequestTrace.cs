namespace DockerPS.Engine.Http;

/// <summary>
/// Says of each request what was asked and answered, for the debug stream. Clients are shared by everybody in the process,
/// so the listener belongs to the flow of execution that makes the requests, not to the client.
/// </summary>
internal static class RequestTrace
{
    private static readonly AsyncLocal<Action<string>?> s_listener = new();

    /// <summary>True where somebody listens.</summary>
    public static bool IsOn => s_listener.Value is not null;

    /// <summary>Sends the lines of this flow (and of the tasks it starts) to a listener until the scope is disposed. The listener may be called from any thread.</summary>
    /// <remarks>A line has the method, the path with the names of the query's parameters, the status and the time; never a query's value, a header or a body.</remarks>
    public static IDisposable Begin(Action<string> listener)
    {
        var scope = new Scope(s_listener.Value);
        s_listener.Value = listener;
        return scope;
    }

    public static void Write(string line) => s_listener.Value?.Invoke(line);

    private sealed class Scope : IDisposable
    {
        private readonly Action<string>? _previous;

        public Scope(Action<string>? previous) => _previous = previous;

        public void Dispose() => s_listener.Value = _previous;
    }
}
