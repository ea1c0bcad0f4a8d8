namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads extra_hosts: a list of host=address or host:address, or a mapping of addresses or lists of them.</summary>
internal static class HostReader
{
    private const string Form = "host=1.2.3.4";

    /// <summary>The entries.</summary>
    /// <exception cref="ComposeException">They cannot be read.</exception>
    public static ReadableList<ComposeHost> Read(ComposeNode? node) => node switch
    {
        null => [],
        ComposeSequence list => [.. list.SelectMany(ReadText)],
        ComposeMapping mapping => [.. mapping.SelectMany(static entry => Addresses(entry.Value).Select(address => Host(entry.Key, entry.Name, address)))],
        _ => throw node.Expected("a list of host=address, or a mapping of hosts and addresses"),
    };

    private static IEnumerable<string> Addresses(ComposeNode node) => node is ComposeSequence list ? list.Select(ScalarValue.Text) : [ScalarValue.Text(node)];

    private static IEnumerable<ComposeHost> ReadText(ComposeNode item)
    {
        string text = ScalarValue.Text(item);
        int index = text.IndexOf('=');
        index = index < 0 ? text.IndexOf(':') : index;
        return index < 0
            ? throw item.Wrong($"the address of \"{DisplayText.Of(text)}\" is missing", Form)
            : text[(index + 1)..].Split(',').Select(address => Host(item, text[..index], address));
    }

    private static ComposeHost Host(ComposeNode place, string name, string address) =>
        name.Length == 0 || name.AsSpan().ContainsAny(':', '=')
            ? throw place.Wrong($"\"{DisplayText.Of(name)}\" is no name of a host", Form)
            : new ComposeHost { Name = name, Address = address is ['[', _, .., ']'] ? address[1..^1] : address };
}
