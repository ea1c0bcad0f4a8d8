using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace DockerPS.Engine.Configuration;

/// <summary>A reference to an image, normalised as docker does: registry host, path, tag and digest. Value equality.</summary>
internal sealed partial record ImageReference
{
    public const string DefaultRegistry = "docker.io";

    public const string DefaultTag = "latest";

    private const string LegacyRegistry = "index.docker.io";

    private const string OfficialPrefix = "library/";

    private const int MaximumPath = 255;

    // Longer than any reference that the rules allow, and a bound for the pattern's work.
    private const int MaximumText = 2048;

    private const string DomainComponent = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";

    private const string Domain = @"(?:" + DomainComponent + @"(?:\." + DomainComponent + @")*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?";

    private const string PathComponent = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";

    private const string RemoteName = PathComponent + "(?:/" + PathComponent + ")*";

    private const string TagText = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";

    private const string DigestText = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";

    private ImageReference(string registryHost, string path, string? tag, string? digest)
    {
        RegistryHost = registryHost;
        Path = path;
        Tag = tag;
        Digest = digest;
    }

    /// <summary>The registry as host or host:port; docker.io where the reference names none. Empty for what begins as a host does and is none:
    /// docker takes under_score.example/web for a path alone, which can be a tag and be in no registry.</summary>
    public string RegistryHost { get; }

    /// <summary>The repository within the registry, such as library/alpine.</summary>
    public string Path { get; }

    /// <summary>The tag; null where the reference has none.</summary>
    public string? Tag { get; private init; }

    /// <summary>The digest, such as sha256:...; null where the reference has none.</summary>
    public string? Digest { get; private init; }

    /// <summary>Registry and path, without tag and digest.</summary>
    public string Name => RegistryHost.Length == 0 ? Path : $"{RegistryHost}/{Path}";

    /// <summary>The name as docker shows it: without docker.io and library/.</summary>
    public string FamiliarName
    {
        get
        {
            if (RegistryHost != DefaultRegistry)
            {
                return Name;
            }

            bool isOfficial = Path.StartsWith(OfficialPrefix, StringComparison.Ordinal) && Path.IndexOf('/', OfficialPrefix.Length) < 0;
            return isOfficial ? Path[OfficialPrefix.Length..] : Path;
        }
    }

    /// <summary>The reference as docker shows it, with tag and digest.</summary>
    public string Familiar => FamiliarName + Suffix;

    private string Suffix => (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);

    /// <summary>Reads a reference such as alpine, web:1.2, host:5000/a/b@sha256:...; no tag is added.</summary>
    /// <exception cref="FormatException">The text is no reference; the message says what is wrong.</exception>
    public static ImageReference Parse(string text) =>
        TryParse(text, out ImageReference? reference, out string? error) ? reference : throw new FormatException(error);

    /// <summary>As <see cref="Parse"/>, telling what is wrong in <paramref name="error"/>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? reference, [NotNullWhen(false)] out string? error)
    {
        reference = null;
        error = Check(text ?? "");
        if (error is not null)
        {
            return false;
        }

        (string registry, string remainder) = SplitRegistry(text!);
        Match match = ReferencePattern().Match($"{registry}/{remainder}");
        string shown = DisplayText.Of(text!);
        string path = match.Groups["path"].Value;
        if (!match.Success)
        {
            error = HasUppercaseName(remainder)
                ? $"'{shown}' is not an image reference: the repository name must be lowercase."
                : $"'{shown}' is not an image reference. Write it as name, name:tag, host:port/path/name:tag or name@sha256:digest.";
        }
        else if (path.Length > MaximumPath)
        {
            error = $"'{shown}' is not an image reference: the repository name has more than {MaximumPath} characters.";
        }
        else if (match.Groups["digest"] is { Success: true } digest && !DigestPattern().IsMatch(digest.Value))
        {
            error = $"'{shown}' is not an image reference: a digest is sha256:, sha384: or sha512: and 64, 96 or 128 lowercase hexadecimal digits.";
        }

        if (error is null)
        {
            reference = new ImageReference(match.Groups["host"].Value, path, ValueOf(match, "tag"), ValueOf(match, "digest"));
        }

        return error is null;
    }

    /// <summary>A reference from an engine, which knows what it calls its images: what no rule here allows is split all the same.</summary>
    public static ImageReference FromEngine(string text)
    {
        if (TryParse(text, out ImageReference? reference, out _))
        {
            return reference;
        }

        (string name, string? digest) = text.IndexOf('@') is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, null);

        // A colon before the last slash belongs to the registry's port.
        int colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/')
            ? new ImageReference("", name[..colon], name[(colon + 1)..], digest)
            : new ImageReference("", name, null, digest);
    }

    /// <summary>A reference from an engine as docker shows it: podman writes docker.io/library/alpine:3 where Docker's engines write alpine:3.</summary>
    public static string Shorten(string text) =>
        text.StartsWith(DefaultRegistry + "/", StringComparison.Ordinal) && TryParse(text, out ImageReference? reference, out _) ? reference.Familiar : text;

    /// <summary>Whether a text is a full image id without its algorithm, which is never a name.</summary>
    public static bool IsIdentifier(string text) => IdentifierPattern().IsMatch(text);

    /// <summary>The full id, with its algorithm, where a text is one rather than a name: 64 digits, or a digest. Null where it may be a name.</summary>
    public static string? IdOf(string text) =>
        IsIdentifier(text) ? "sha256:" + text
        : DigestPattern().IsMatch(text) ? text
        : null;

    /// <summary>As a registry is asked for it: the digest alone where there are both, latest where there is neither.</summary>
    /// <exception cref="FormatException">It can be in no registry.</exception>
    public ImageReference ForRegistry() => RegistryHost.Length > 0
        ? Digest is null ? WithDefaultTag() : this with { Tag = null }
        : throw new FormatException($"'{Familiar}' names no registry: what is before its first / is no host.");

    /// <summary>With the tag latest, where there is neither tag nor digest.</summary>
    public ImageReference WithDefaultTag() => Tag is null && Digest is null ? this with { Tag = DefaultTag } : this;

    /// <summary>The normalised text, such as docker.io/library/alpine:3.</summary>
    public override string ToString() => Name + Suffix;

    private static string? Check(string text)
    {
        if (text.Length == 0)
        {
            return "The image reference is empty. Write it as name, name:tag or host:port/path/name:tag.";
        }

        if (text.Length > MaximumText)
        {
            return $"'{DisplayText.Of(text)}' is not an image reference: it is too long.";
        }

        return IsIdentifier(text)
            ? $"'{text}' is an image id, not a name. Write it as sha256:{text} where an id is meant."
            : null;
    }

    private static (string Registry, string Remainder) SplitRegistry(string text)
    {
        int slash = text.IndexOf('/');
        if (slash < 0)
        {
            return (DefaultRegistry, OfficialPrefix + text);
        }

        string first = text[..slash];
        string rest = text[(slash + 1)..];
        (string registry, string remainder) = first switch
        {
            LegacyRegistry => (DefaultRegistry, rest),
            "localhost" => (first, rest),
            _ when first.AsSpan().IndexOfAny('.', ':') >= 0 || HasUppercase(first) => (first, rest),
            _ => (DefaultRegistry, text),
        };
        return registry == DefaultRegistry && !remainder.Contains('/') ? (registry, OfficialPrefix + remainder) : (registry, remainder);
    }

    private static bool HasUppercaseName(string remainder)
    {
        int end = remainder.AsSpan().IndexOfAny(':', '@');
        return HasUppercase(end < 0 ? remainder : remainder[..end]);
    }

    private static bool HasUppercase(string text) => text.Any(char.IsUpper);

    private static string? ValueOf(Match match, string group) => match.Groups[group] is { Success: true } found ? found.Value : null;

    [GeneratedRegex(@"\A(?:(?<host>" + Domain + ")/)?(?<path>" + RemoteName + ")(?::(?<tag>" + TagText + "))?(?:@(?<digest>" + DigestText + @"))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ReferencePattern();

    [GeneratedRegex(@"\A(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})\z", RegexOptions.CultureInvariant)]
    private static partial Regex DigestPattern();

    [GeneratedRegex(@"\A[a-f0-9]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdentifierPattern();
}
