using System.Net;

namespace DockerPS.Engine.Requests;

/// <summary>A line for the container's /etc/hosts: docker's --add-host.</summary>
internal static class ExtraHost
{
    private const string Gateway = "host-gateway";

    private const string Form = "'db:10.0.0.2', 'db=10.0.0.2', 'db=[::1]', 'host.docker.internal:host-gateway' or @{ db = '10.0.0.2' }";

    /// <summary>Reads host:address or host=address as the engine takes it, host:address.</summary>
    /// <exception cref="InvalidRequestException">The text cannot be read.</exception>
    public static string Parse(string text)
    {
        (string name, string? address) = RequestText.Cut(text, '=');
        if (address is null)
        {
            (name, address) = RequestText.Cut(text, ':');
        }

        if (name.Length == 0 || name.Contains(':') || string.IsNullOrEmpty(address))
        {
            throw RequestText.Wrong("AddHost", text, "it is not a name and an address", Form);
        }

        string bare = address is ['[', _, .., ']'] ? address[1..^1] : address;
        return bare == Gateway || IPAddress.TryParse(bare, out _)
            ? $"{name}:{bare}"
            : throw RequestText.Wrong("AddHost", text, $"'{bare}' is not an IP address", Form);
    }
}
