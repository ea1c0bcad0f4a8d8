using System.Management.Automation;
using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>A registry as a user names it: a host, an address, or a pattern of hosts.</summary>
internal sealed class RegistryPattern
{
    private readonly string _text;
    private readonly WildcardPattern? _pattern;
    private readonly string? _registry;

    /// <exception cref="InvalidRequestException">The text is neither a pattern nor a registry.</exception>
    public RegistryPattern(string text)
    {
        _text = text;

        // The address of a host of IPv6 is in brackets, which a pattern has, too.
        bool isAddress = text.StartsWith('[') && text.Contains("]:", StringComparison.Ordinal);
        if (WildcardPattern.ContainsWildcardCharacters(text) && !isAddress)
        {
            _pattern = new WildcardPattern(text, WildcardOptions.IgnoreCase);
        }
        else
        {
            Key = RegistryKey.FromText(text);
            _registry = RegistryKey.RegistryOf(Key);
        }
    }

    /// <summary>Whether it may stand for several.</summary>
    public bool HasWildcards => _pattern is not null;

    /// <summary>The key of the registry; null of a pattern.</summary>
    public string? Key { get; }

    /// <summary>Whether a login is meant.</summary>
    /// <param name="registry">Its registry.</param>
    /// <param name="key">The key under which it is kept.</param>
    public bool IsMatch(string registry, string key) => _pattern is null
        ? string.Equals(registry, _registry, StringComparison.OrdinalIgnoreCase)
        : _pattern.IsMatch(registry) || _pattern.IsMatch(key);

    /// <inheritdoc/>
    public override string ToString() => _text;
}
