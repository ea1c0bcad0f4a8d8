using System.Globalization;

namespace DockerPS.Engine.Requests;

/// <summary>Ports that a container exposes without publishing them: docker's --expose.</summary>
internal static class ExposedPort
{
    private const string Form = "80, '80/udp' or '3000-3005/tcp'";

    /// <summary>Reads a number or a text as the engine's names: 80/tcp, several for a range.</summary>
    /// <exception cref="InvalidRequestException">The value cannot be read.</exception>
    public static IEnumerable<string> Parse(object? value)
    {
        string text = value switch
        {
            string given => given,
            sbyte or byte or short or ushort or int or uint or long or ulong => RequestText.Of(value),
            PortMapping mapping => $"{RequestText.Of(mapping.ContainerPort)}/{mapping.Protocol}",
            _ => throw RequestText.WrongType("Expose", value, Form),
        };
        (string ports, string? protocol) = RequestText.Cut(text, '/');
        if (!PortRange.TryParse(ports, out PortRange range))
        {
            throw RequestText.Wrong("Expose", text, $"'{ports}' is not a port (0 to 65535) or a range of them", Form);
        }

        string name = string.IsNullOrEmpty(protocol) ? "tcp" : protocol.ToLowerInvariant();
        if (!name.All(char.IsAsciiLetterOrDigit))
        {
            throw RequestText.Wrong("Expose", text, $"'{protocol}' is not a protocol: tcp, udp, sctp", Form);
        }

        return Enumerable.Range(range.Start, range.Count).Select(port => string.Create(CultureInfo.InvariantCulture, $"{port}/{name}"));
    }
}
