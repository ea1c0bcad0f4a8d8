using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Streams.Build;

/// <summary>Contexts that the engine fetches by itself: git repositories, archives and Dockerfiles on the web.</summary>
internal static class RemoteContext
{
    private static readonly string[] s_prefixes = ["http://", "https://", "git://", "git@"];

    /// <summary>True where a text can only be a URL.</summary>
    public static bool IsUrl(string text) => s_prefixes.Any(prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>True where docker takes a text that is no path here for a git repository.</summary>
    public static bool IsShortGit(string text) => text.StartsWith("github.com/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The URL without what may be a password or a token in it.</summary>
    public static string Display(string text) => text.Contains("://", StringComparison.Ordinal) ? DisplayText.OfEndpoint(text) : DisplayText.Of(text);
}
