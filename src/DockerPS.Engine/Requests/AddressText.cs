using System.Net;
using System.Net.Sockets;

namespace DockerPS.Engine.Requests;

/// <summary>Addresses as the engine reads them: .NET would also take 1 and 127.1.</summary>
internal static class AddressText
{
    /// <summary>True for an IPv4 address in four parts, or an IPv6 address.</summary>
    public static bool IsAddress(string text) => IsIPv4(text) || IsIPv6(text);

    /// <summary>True for four numbers between dots.</summary>
    public static bool IsIPv4(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork && text.Count(static c => c == '.') == 3;

    /// <summary>True for an IPv6 address without brackets.</summary>
    public static bool IsIPv6(string text) =>
        !text.StartsWith('[') && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>Checks an address of one kind.</summary>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public static string IPv4(string parameter, string text) =>
        IsIPv4(text) ? text : throw RequestText.Wrong(parameter, text, "it is not an IPv4 address", "172.20.0.10");

    /// <inheritdoc cref="IPv4"/>
    public static string IPv6(string parameter, string text) =>
        IsIPv6(text) ? text : throw RequestText.Wrong(parameter, text, "it is not an IPv6 address", "2001:db8::10");

    /// <inheritdoc cref="IPv4"/>
    public static string Any(string parameter, string text) =>
        IsAddress(text) ? text : throw RequestText.Wrong(parameter, text, "it is not an IP address", "169.254.10.1 or fe80::10");
}
