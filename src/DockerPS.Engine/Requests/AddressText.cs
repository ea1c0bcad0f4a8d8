using System.Net;
using System.Net.Sockets;

namespace DockerPS.Engine.Requests;

/// <summary>IP addresses as the engine reads them: four decimal numbers, or IPv6. .NET alone would take 10.1 and 0x7f for addresses too.</summary>
internal static class AddressText
{
    /// <summary>Reads an address.</summary>
    public static bool TryParse(string text, out IPAddress address)
    {
        bool isRead = IPAddress.TryParse(text, out IPAddress? parsed);
        address = parsed ?? IPAddress.None;
        return isRead && (parsed!.AddressFamily == AddressFamily.InterNetwork ? parsed.ToString() == text : !text.AsSpan().ContainsAny('[', '%'));
    }

    /// <summary>The address of a parameter.</summary>
    /// <exception cref="InvalidRequestException">It is none, or of the other family.</exception>
    public static IPAddress Need(string parameter, string text, AddressFamily? family = null)
    {
        string form = family switch
        {
            AddressFamily.InterNetwork => "an IPv4 address: 172.30.100.104",
            AddressFamily.InterNetworkV6 => "an IPv6 address: 2001:db8::33",
            _ => "an IP address: 172.30.100.104 or 2001:db8::33",
        };
        return TryParse(text, out IPAddress address) && (family is null || family == address.AddressFamily)
            ? address
            : throw RequestText.Wrong(parameter, text, "it is not such an address", form);
    }
}
