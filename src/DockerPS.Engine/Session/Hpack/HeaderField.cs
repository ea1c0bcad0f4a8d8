namespace DockerPS.Engine.Session.Hpack;

/// <summary>One line of an HTTP/2 header list. Its characters are bytes (Latin-1).</summary>
internal readonly record struct HeaderField(string Name, string Value)
{
    // RFC 7541, 4.1: what an entry is taken to cost beyond its text.
    private const int Overhead = 32;

    /// <summary>The size by which tables and lists are limited.</summary>
    public int Size => Name.Length + Value.Length + Overhead;
}
