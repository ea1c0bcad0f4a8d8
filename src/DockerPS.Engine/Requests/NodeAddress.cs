namespace DockerPS.Engine.Requests;

/// <summary>The address at which a node listens for its swarm: an IP address or the name of a network interface, and a port.</summary>
internal static class NodeAddress
{
    /// <summary>What docker listens at by default.</summary>
    public const string AllInterfaces = "0.0.0.0:2377";

    private const string AllAddresses = "0.0.0.0";
    private const string Port = ":2377";
    private const string Scheme = "tcp://";

    /// <summary>The address as the engine wants it, its port filled in.</summary>
    public static string WithPort(string text)
    {
        string address = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..] : text;
        int colons = address.Count(static letter => letter == ':');
        return address.Length == 0 ? AllInterfaces
            : address[0] == ':' && colons == 1 ? AllAddresses + address
            : address[0] == '[' ? (address[^1] == ']' ? address + Port : address)
            : colons == 0 ? address + Port
            : colons == 1 ? address
            // An IPv6 address without brackets has no port.
            : $"[{address}]{Port}";
    }
}
