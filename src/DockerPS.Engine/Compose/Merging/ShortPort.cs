using DockerPS.Engine.Requests;

namespace DockerPS.Engine.Compose;

/// <summary>The short form of a service's port in its parts: address:published:target/protocol.</summary>
internal readonly record struct ShortPort(string Address, string Published, string Target, string Protocol)
{
    /// <summary>Takes a text apart; false where it holds variables or is no port.</summary>
    public static bool TryParse(string text, out ShortPort port)
    {
        port = default;
        if (text.Length == 0 || text.Contains('$', StringComparison.Ordinal))
            return false;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string protocol = slash < 0 ? "tcp" : text[(slash + 1)..].ToLowerInvariant();
        string ports = slash < 0 ? text : text[..slash];
        int last = ports.LastIndexOf(':');
        int middle = last <= 0 ? -1 : ports.LastIndexOf(':', last - 1);
        string address = middle < 0 ? "" : ports[..middle];
        if (address is ['[', .., ']'])
            address = address[1..^1];
        string published = last < 0 ? "" : ports[(middle + 1)..last];
        string target = ports[(last + 1)..];
        port = new ShortPort(address, published, target, protocol);
        return PortRange.TryParse(target, out _) && (published.Length == 0 || PortRange.TryParse(published, out _));
    }

    /// <summary>Every port of a range of container ports on its own, in short form; what is no such range, or no port at all, as it stands.</summary>
    public static IEnumerable<ComposeNode> Expand(ComposeNode item)
    {
        if (item is not ComposeScalar scalar || !TryParse(scalar.Text, out ShortPort port) || !PortRange.TryParse(port.Target, out PortRange inside) || inside.Count == 1)
            return [item];
        PortRange outside = default;
        bool isPublished = port.Published.Length > 0;
        return isPublished && (!PortRange.TryParse(port.Published, out outside) || outside.Count != inside.Count)
            ? [item]
            : Enumerable.Range(0, inside.Count).Select(offset => scalar.WithText(port.Single(inside.Start + offset, isPublished ? outside.Start + offset : null)));
    }

    private string Single(int target, int? published)
    {
        string host = Address.Length == 0 ? "" : Address.Contains(':', StringComparison.Ordinal) ? $"[{Address}]:" : $"{Address}:";
        string outside = published is { } number ? RequestText.Of(number) + ":" : host.Length == 0 ? "" : ":";
        return $"{host}{outside}{RequestText.Of(target)}/{Protocol}";
    }
}
