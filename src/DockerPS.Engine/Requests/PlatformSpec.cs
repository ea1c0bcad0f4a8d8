using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests;

/// <summary>A platform as users write it, os[/architecture[/variant]], in the words that images are made for: the docker CLI brings it into
/// them before it sends it as JSON (github.com/containerd/platforms).</summary>
internal static class PlatformSpec
{
    private const string Form = "os/architecture[/variant], such as linux/arm64";

    private static readonly string[] s_systems = ["linux", "windows", "darwin", "freebsd", "openbsd", "netbsd", "solaris", "wasip1", "js"];

    private static readonly string[] s_architectures =
        ["386", "amd64", "arm", "arm64", "loong64", "mips", "mipsle", "mips64", "mips64le", "ppc64", "ppc64le", "riscv64", "s390x", "wasm"];

    /// <summary>The JSON of an OCI platform, as the calls take it that came after API 1.45.</summary>
    /// <exception cref="InvalidRequestException">The text is no platform.</exception>
    public static string ToJson(string platform)
    {
        (string system, string architecture, string variant) = Read(platform);
        var json = new JsonObject { ["os"] = system, ["architecture"] = architecture };
        if (variant.Length > 0)
        {
            json["variant"] = variant;
        }

        return json.ToJsonString();
    }

    /// <summary>Reads a platform. Of an operating system alone the architecture is this machine's, of an architecture alone the system is linux.</summary>
    /// <exception cref="InvalidRequestException">The text is no platform.</exception>
    public static (string System, string Architecture, string Variant) Read(string platform)
    {
        string[] parts = platform.Trim().Split('/');
        if (parts.Length > 3 || Array.Exists(parts, static part => part.Length == 0 || !part.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')))
        {
            throw RequestText.Wrong("Platform", platform, "it has not the form of one", Form);
        }

        if (parts.Length == 1)
        {
            return ReadAlone(platform, parts[0].ToLowerInvariant());
        }

        if (parts.Length == 2)
        {
            (string architecture, string variant) = WithoutUsualVariant(parts[1]);
            return (System(parts[0]), architecture, variant);
        }

        // With a variant of its own nothing goes without saying.
        (string full, string level) = Normalise(parts[1], parts[2]);
        return (System(parts[0]), full, full == "arm64" && level.Length == 0 ? "v8" : level);
    }

    private static (string System, string Architecture, string Variant) ReadAlone(string platform, string part)
    {
        if (Array.IndexOf(s_systems, System(part)) >= 0)
        {
            (string own, string ownVariant) = WithoutUsualVariant(RuntimeInformation.OSArchitecture.ToString());
            return (System(part), own, ownVariant);
        }

        (string architecture, string variant) = WithoutUsualVariant(part);
        return Array.IndexOf(s_architectures, architecture) >= 0
            ? ("linux", architecture, variant)
            : throw RequestText.Wrong("Platform", platform, "it is neither an operating system nor an architecture", Form);
    }

    private static string System(string text) => text.ToLowerInvariant() is var system && system == "macos" ? "darwin" : system;

    private static (string Architecture, string Variant) WithoutUsualVariant(string text) =>
        Normalise(text, "") is var platform && platform == ("arm", "v7") ? ("arm", "") : platform;

    private static (string Architecture, string Variant) Normalise(string architecture, string variant) =>
        (architecture.ToLowerInvariant(), variant.ToLowerInvariant()) switch
        {
            ("i386" or "x86", _) => ("386", ""),
            ("x86_64" or "x86-64" or "x64" or "amd64", var level) => ("amd64", level == "v1" ? "" : level),
            ("aarch64" or "arm64", "" or "8" or "v8" or "v8.0") => ("arm64", ""),
            ("aarch64" or "arm64", "9" or "9.0" or "v9.0") => ("arm64", "v9"),
            ("aarch64", var level) => ("arm64", level),
            ("armhf", _) => ("arm", "v7"),
            ("armel", _) => ("arm", "v6"),
            ("arm", "" or "7") => ("arm", "v7"),
            ("arm", "5" or "6" or "8") => ("arm", "v" + variant),
            (var other, var level) => (other, level),
        };
}
