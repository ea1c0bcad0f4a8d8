using System.Collections;
using System.Globalization;

namespace DockerPS.Engine.Requests;

/// <summary>One port of a container and where it is published: docker's --publish.</summary>
/// <param name="ContainerPort">The port in the container.</param>
/// <param name="Protocol">tcp, udp or sctp.</param>
/// <param name="HostAddress">The address on the engine's machine; empty is all.</param>
/// <param name="HostPort">The port on the engine's machine, or a range to choose from; empty is any free one.</param>
internal sealed record PublishedPort(int ContainerPort, string Protocol, string HostAddress, string HostPort)
{
    public const string Form =
        "'8080:80', '127.0.0.1:8080:80/tcp', '8000-8010:8000-8010', '[::1]:8080:80', a port to be published anywhere, or @{ 8080 = 80 }";

    private const string Parameter = "Publish";

    /// <summary>The port as the engine names it: 80/tcp.</summary>
    public string Port => string.Create(CultureInfo.InvariantCulture, $"{ContainerPort}/{Protocol}");

    /// <summary>Reads what a parameter was given.</summary>
    /// <exception cref="InvalidRequestException">A value cannot be read.</exception>
    public static IEnumerable<PublishedPort> ParseAll(IEnumerable<object?> values) =>
        UnquotedFields.Join(values, UnquotedFields.KeyOf, static (key, before) => before.Contains(key)).SelectMany(Parse);

    /// <summary>Reads a text, a number, a table or a <see cref="PortMapping"/>; a range is several ports.</summary>
    /// <exception cref="InvalidRequestException">The value cannot be read.</exception>
    public static IEnumerable<PublishedPort> Parse(object? value) => value switch
    {
        string text when text.Contains('=') => ParseNamed(text),
        string text => ParseText(text),
        sbyte or byte or short or ushort or int or uint or long or ulong => ParseText(RequestText.Of(value)),
        PortMapping mapping => [new(mapping.ContainerPort, mapping.Protocol, mapping.HostAddress ?? "", mapping.HostPort is int port ? RequestText.Of(port) : "")],
        IDictionary table => ParseTable(table),
        _ => throw RequestText.WrongType(Parameter, value, Form),
    };

    private static IEnumerable<PublishedPort> ParseTable(IDictionary table)
    {
        if (!FieldTable.Has(table, "ContainerPort", "PrivatePort", "Target"))
        {
            // A pair of a table is host = container.
            return table.Cast<DictionaryEntry>().SelectMany(static pair => ParseText($"{RequestText.Of(pair.Key)}:{RequestText.Of(pair.Value)}"));
        }

        var fields = new FieldTable(table, Parameter, "@{ HostAddress = '127.0.0.1'; HostPort = 8080; ContainerPort = 80; Protocol = 'tcp' }");
        string address = fields.Take("HostAddress", "HostIP", "IP") ?? "";
        string hostPort = fields.Take("HostPort", "PublicPort", "Published") ?? "";
        string containerPort = fields.Need("ContainerPort", "PrivatePort", "Target");
        string protocol = fields.Take("Protocol", "Type") ?? "tcp";
        // A property of every object of this module that has been through JSON.
        fields.Take("AdditionalProperties");
        fields.Finish();
        return Expand(table, address, hostPort, containerPort, protocol);
    }

    /// <summary>docker's long form: published=8080,target=80,protocol=tcp.</summary>
    private static List<PublishedPort> ParseNamed(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string part in text.Split(','))
        {
            (string name, string? value) = RequestText.Cut(part, '=');
            if (value is null || name.ToLowerInvariant() is not ("published" or "target" or "protocol"))
            {
                throw Wrong(text, $"'{part}' is not published=, target= or protocol=");
            }

            values[name] = value;
        }

        return Expand(text, "", values.GetValueOrDefault("published", ""), values.GetValueOrDefault("target", ""), values.GetValueOrDefault("protocol", "tcp"));
    }

    private static List<PublishedPort> ParseText(string text)
    {
        // From the right: an IPv6 address has colons of its own, with brackets or without.
        int last = text.LastIndexOf(':');
        int middle = last <= 0 ? -1 : text.LastIndexOf(':', last - 1);
        string hostPort = last < 0 ? "" : text[(middle + 1)..last];
        string address = middle < 0 ? "" : text[..middle];
        (string containerPort, string? protocol) = RequestText.Cut(text[(last + 1)..], '/');
        return Expand(text, address, hostPort, containerPort, string.IsNullOrEmpty(protocol) ? "tcp" : protocol);
    }

    private static List<PublishedPort> Expand(object given, string address, string hostPort, string containerPort, string protocol)
    {
        if (containerPort.Length == 0)
        {
            throw Wrong(given, "the container's port is missing");
        }

        if (!PortRange.TryParse(containerPort, out PortRange inside))
        {
            throw Wrong(given, $"'{containerPort}' is not a port of a container (0 to 65535) or a range of them");
        }

        PortRange? outside = null;
        if (hostPort.Length > 0)
        {
            outside = PortRange.TryParse(hostPort, out PortRange range) ? range : throw Wrong(given, $"'{hostPort}' is not a port of the engine's machine (0 to 65535) or a range of them");
        }

        // A range for one port is one to choose from.
        if (outside is { } several && several.Count != inside.Count && inside.Count != 1)
        {
            throw Wrong(given, $"the ranges {several} and {inside} are not of the same length");
        }

        protocol = protocol.ToLowerInvariant();
        if (protocol is not ("tcp" or "udp" or "sctp"))
        {
            throw Wrong(given, $"'{protocol}' is not a protocol: tcp, udp, sctp");
        }

        address = BareAddress(given, address);
        var ports = new List<PublishedPort>(inside.Count);
        for (int offset = 0; offset < inside.Count; offset++)
        {
            string host = outside is not { } first ? ""
                : inside.Count == 1 ? first.ToString()
                : RequestText.Of(first.Start + offset);
            ports.Add(new PublishedPort(inside.Start + offset, protocol, address, host));
        }

        return ports;
    }

    private static string BareAddress(object given, string address)
    {
        string bare = address is ['[', .., ']'] ? address[1..^1] : address;
        bool valid = bare.Length == 0 || AddressText.TryParse(bare, out _);
        return valid && (address.Length == bare.Length || bare.Contains(':'))
            ? bare
            : throw Wrong(given, $"'{address}' is not an IP address");
    }

    private static InvalidRequestException Wrong(object given, string reason) =>
        RequestText.Wrong(Parameter, given is IDictionary ? "@{...}" : given, reason, Form);
}
