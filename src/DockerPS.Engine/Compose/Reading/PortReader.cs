using System.Globalization;
using DockerPS.Engine.Requests;

namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads ports: 8080:80/udp and the like, of which one may be several ports, and mappings.</summary>
internal static class PortReader
{
    private const string What = "port";
    private const string Form = "80, 8080:80, 127.0.0.1:8080:80/udp, 8000-8010:8000-8010, or a mapping with target";

    /// <summary>The ports of one item of a list.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public static IEnumerable<ComposePort> Read(ComposeNode node, ComposeReading reading) => node switch
    {
        _ when reading.IsOpen(node) => [],
        ComposeScalar { Kind: ComposeScalarKind.String or ComposeScalarKind.Integer } scalar => ReadShort(scalar),
        ComposeMapping mapping => [ReadLong(new ComposeFields(reading, mapping))],
        _ => throw node.Expected(Form),
    };

    private static ComposePort ReadLong(ComposeFields fields)
    {
        var port = new ComposePort
        {
            Name = fields.Text("name"),
            Mode = fields.Text("mode") ?? "ingress",
            HostAddress = HostAddress(fields.Take("host_ip")),
            Target = fields.Take("target") is { } target
                ? fields.Reading.IsOpen(target) ? 0 : (int)ScalarValue.Integer(target, 1, ushort.MaxValue)
                : throw fields.Node.Wrong("the key \"target\" is missing", "target: the port in the container"),
            Published = Published(fields.Take("published"), fields.Reading),
            Protocol = fields.Text("protocol") ?? "tcp",
            ApplicationProtocol = fields.Text("app_protocol"),
            Extensions = fields.Finish(),
        };
        return port;
    }

    private static string? HostAddress(ComposeNode? node)
    {
        if (node is null)
        {
            return null;
        }

        string text = ScalarValue.Text(node);
        return text.Length == 0 ? null : AddressText.TryParse(text, out _) ? text : throw node.IsNo("IP address", "such as 127.0.0.1 or ::1");
    }

    private static string? Published(ComposeNode? node, ComposeReading reading)
    {
        if (node is null || reading.IsOpen(node))
        {
            return null;
        }

        string text = ScalarValue.TextOrNumber(node);
        return text.Length == 0 ? null : PortRange.TryParse(text, out _) ? text : throw node.IsNo("port", "0 to 65535, or a range such as 8000-8010");
    }

    private static IEnumerable<ComposePort> ReadShort(ComposeScalar scalar)
    {
        string text = ScalarValue.Plain(scalar);
        (string address, string outside, string inside) = Split(scalar, text);
        (string container, string? protocol) = RequestText.Cut(inside, '/');
        protocol = string.IsNullOrEmpty(protocol) ? "tcp" : protocol.ToLowerInvariant();
        if (protocol is not ("tcp" or "udp" or "sctp"))
        {
            throw scalar.Wrong($"\"{DisplayText.Of(protocol)}\" is no protocol", "tcp, udp or sctp");
        }

        if (!PortRange.TryParse(container, out PortRange target) || target.Start == 0)
        {
            throw container.Length == 0 ? scalar.Wrong("the container's port is missing", Form) : scalar.Wrong($"\"{DisplayText.Of(container)}\" is no port of a container", Form);
        }

        PortRange? published = outside.Length == 0 ? null
            : PortRange.TryParse(outside, out PortRange range) ? range
            : throw scalar.Wrong($"\"{DisplayText.Of(outside)}\" is no port of the engine's machine", Form);
        if (published is { } several && several.Count != target.Count && target.Count != 1)
        {
            throw scalar.Wrong($"the ranges {several} and {target} are not of the same length", Form);
        }

        // A range for one port is one to choose from; a range of ports is as many ports, in the order of their texts, as compose has it.
        return Enumerable.Range(0, target.Count)
            .Select(offset => new ComposePort
            {
                HostAddress = address.Length == 0 ? null : address,
                Target = target.Start + offset,
                Published = published is not { } first ? null : target.Count == 1 ? first.ToString() : (first.Start + offset).ToString(CultureInfo.InvariantCulture),
                Protocol = protocol,
            })
            .OrderBy(static port => port.Target.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    /// <summary>Address, port outside and port inside, from the right: an IPv6 address has colons of its own.</summary>
    private static (string Address, string Outside, string Inside) Split(ComposeScalar scalar, string text)
    {
        int last = text.LastIndexOf(':');
        int middle = last <= 0 ? -1 : text.LastIndexOf(':', last - 1);
        string address = middle < 0 ? "" : text[..middle];
        string bare = address is ['[', .., ']'] ? address[1..^1] : address;
        if (middle >= 0 && (!AddressText.TryParse(bare, out _) || (bare.Contains(':') && bare.Length == address.Length)))
        {
            throw scalar.Wrong($"\"{DisplayText.Of(address)}\" is no IP address", Form);
        }

        return (bare, last < 0 ? "" : text[(middle + 1)..last], text[(last + 1)..]);
    }
}
