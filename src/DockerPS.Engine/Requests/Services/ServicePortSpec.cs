using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Engine.Requests.Services;

/// <summary>A port of a service and where it is published: docker's --publish of services.</summary>
/// <param name="TargetPort">The port in the containers.</param>
/// <param name="PublishedPort">The port on the nodes; null is any free one, and where ports are looked for, all.</param>
/// <param name="Protocol">tcp, udp or sctp.</param>
/// <param name="Mode">ingress or host; null says nothing, which is ingress, and where ports are looked for, either.</param>
internal sealed record ServicePortSpec(int TargetPort, int? PublishedPort, string Protocol, string? Mode)
{
    private const string Form =
        "'8080:80', '53:53/udp', 80 (on any free port), 'published=8080,target=80,protocol=tcp,mode=host', @{ 8080 = 80 } @{ Published = 8080; Target = 80; Mode = 'host' } or the Ports of a service";

    private const string Ingress = "ingress";

    private static readonly string[] s_keys = ["published", "target", "protocol", "mode"];

    /// <summary>Reads what a parameter was given.</summary>
    /// <exception cref="InvalidRequestException">A value cannot be read.</exception>
    public static IEnumerable<ServicePortSpec> ParseAll(string parameter, IEnumerable<object?> values) =>
        UnquotedFields.Join(values, UnquotedFields.KeyOf, static (key, before) => before.Contains(key)).SelectMany(value => Parse(parameter, value));

    /// <summary>Reads a text, a number, a table, or a port of a service or a container; a range is several ports.</summary>
    /// <exception cref="InvalidRequestException">The value cannot be read.</exception>
    public static IEnumerable<ServicePortSpec> Parse(string parameter, object? value) => value switch
    {
        string text when text.Contains('=') => [ParseNamed(parameter, text)],
        ServicePort port => [new(port.TargetPort, port.PublishedPort == 0 ? null : port.PublishedPort, port.Protocol, port.PublishMode.Length == 0 ? null : port.PublishMode)],
        IDictionary table when FieldTable.Has(table, "Target", "TargetPort", "ContainerPort") => [OfTable(parameter, table)],
        string or IDictionary or PortMapping or sbyte or byte or short or ushort or int or uint or long or ulong => OfShort(parameter, value),
        _ => throw RequestText.WrongType(parameter, value, Form),
    };

    /// <summary>As it stands in EndpointSpec.Ports.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { [nameof(Protocol)] = Protocol, [nameof(TargetPort)] = TargetPort };
        SpecJson.Set(json, nameof(PublishedPort), PublishedPort);
        json["PublishMode"] = Mode ?? Ingress;
        return json;
    }

    /// <summary>True for a port of EndpointSpec.Ports that this one means: the same port in the containers, and what else was said.</summary>
    public bool Matches(JsonObject port) =>
        SpecJson.Number(port, nameof(TargetPort)) == TargetPort
        && ProtocolOf(port) == Protocol
        && (Mode is null || ModeOf(port) == Mode)
        && (PublishedPort is null || SpecJson.Number(port, nameof(PublishedPort)) == PublishedPort);

    /// <summary>A port as docker writes it, 8080:80/tcp/ingress: by it ports are told apart and sorted.</summary>
    public static string KeyOf(JsonObject port) => string.Create(
        CultureInfo.InvariantCulture,
        $"{SpecJson.Number(port, nameof(PublishedPort))}:{SpecJson.Number(port, nameof(TargetPort))}/{ProtocolOf(port)}/{ModeOf(port)}");

    /// <summary>The port as it may be written: 8080:80/tcp.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(PublishedPort is int published ? $"{published}:" : "")}{TargetPort}/{Protocol}{(Mode is null ? "" : $" ({Mode})")}");

    private static string ProtocolOf(JsonObject port) => SpecJson.Text(port, nameof(Protocol)) is { Length: > 0 } protocol ? protocol : "tcp";

    private static string ModeOf(JsonObject port) => SpecJson.Text(port, "PublishMode") is { Length: > 0 } mode ? mode : Ingress;

    private static IEnumerable<ServicePortSpec> OfShort(string parameter, object value)
    {
        IReadOnlyList<PublishedPort> ports = ReadShort(parameter, value);
        foreach (PublishedPort port in ports)
        {
            // Ports of a container on all addresses say so.
            if (port.HostAddress is not ("" or "0.0.0.0" or "::"))
            {
                throw RequestText.Wrong(parameter, value is IDictionary ? "@{...}" : value, $"the nodes of a swarm listen on all their addresses, not on '{port.HostAddress}' alone", Form);
            }

            if (port.HostPort.Length == 0)
            {
                yield return new ServicePortSpec(port.ContainerPort, null, port.Protocol, null);
                continue;
            }

            // Several ports of the nodes for one of the containers are all published: nothing is chosen from them as for a container.
            _ = PortRange.TryParse(port.HostPort, out PortRange range);
            for (int published = range.Start; published <= range.End; published++)
            {
                yield return new ServicePortSpec(port.ContainerPort, published == 0 ? null : published, port.Protocol, null);
            }
        }
    }

    private static List<PublishedPort> ReadShort(string parameter, object value)
    {
        try
        {
            return [.. RequestText.Under("Publish", parameter, () => Engine.Requests.PublishedPort.Parse(value).ToList())];
        }
        catch (InvalidRequestException wrong)
        {
            // Services have forms of their own.
            throw new InvalidRequestException(wrong.ErrorId, wrong.Message.Replace(Engine.Requests.PublishedPort.Form, Form, StringComparison.Ordinal));
        }
    }

    private static ServicePortSpec ParseNamed(string parameter, string text)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        List<string> fields;
        try
        {
            fields = CsvFields.Split(text);
        }
        catch (FormatException exception)
        {
            throw RequestText.Wrong(parameter, text, exception.Message, Form);
        }

        foreach (string field in fields)
        {
            (string key, string? value) = RequestText.Cut(field, '=');
            values[key] = value is not null && s_keys.Contains(key, StringComparer.OrdinalIgnoreCase)
                ? value
                : throw RequestText.Wrong(parameter, text, $"'{field}' is not published=, target=, protocol= or mode=", Form);
        }

        return Of(parameter, text, values.GetValueOrDefault("published"), values.GetValueOrDefault("target"), values.GetValueOrDefault("protocol"), values.GetValueOrDefault("mode"));
    }

    private static ServicePortSpec OfTable(string parameter, IDictionary table)
    {
        var fields = new FieldTable(table, parameter, Form);
        string? target = fields.Take("Target", "TargetPort", "ContainerPort");
        string? published = fields.Take("Published", "PublishedPort", "HostPort");
        string? protocol = fields.Take("Protocol");
        string? mode = fields.Take("Mode", "PublishMode");
        // What objects of this module have besides.
        fields.Take("Name");
        fields.Take("HostAddress");
        fields.Take("AdditionalProperties");
        fields.Finish();
        return Of(parameter, "@{...}", published, target, protocol, mode);
    }

    private static ServicePortSpec Of(string parameter, string given, string? published, string? target, string? protocol, string? mode)
    {
        string wire = protocol is { Length: > 0 } ? protocol.ToLowerInvariant() : "tcp";
        string? way = mode is { Length: > 0 } ? mode.ToLowerInvariant() : null;
        if (wire is not ("tcp" or "udp" or "sctp"))
        {
            throw RequestText.Wrong(parameter, given, $"'{protocol}' is not a protocol: tcp, udp, sctp", Form);
        }

        if (way is not (null or Ingress or "host"))
        {
            throw RequestText.Wrong(parameter, given, $"'{mode}' is not a mode: ingress (on every node) or host (where a task runs)", Form);
        }

        int inside = Port(target ?? "", "the containers");
        return inside == 0
            ? throw RequestText.Wrong(parameter, given, "the port in the containers, target, is missing", Form)
            : new ServicePortSpec(inside, Port(published ?? "", "the nodes") is > 0 and var outside ? outside : null, wire, way);

        int Port(string text, string whose) => text.Length == 0 ? 0
            : ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) ? port
            : throw RequestText.Wrong(parameter, given, $"'{text}' is not a port of {whose} (0 to 65535)", Form);
    }
}
