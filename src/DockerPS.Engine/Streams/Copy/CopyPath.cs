using DockerPS.Engine.Streams.Build;

namespace DockerPS.Engine.Streams.Copy;

/// <summary>A path as docker cp reads it: what stands at its end says whether a folder is meant, or what is in it.</summary>
/// <param name="Path">The full path without anything at its end.</param>
/// <param name="EndsInSeparator">True for x/: a folder.</param>
/// <param name="EndsInDot">True for x/.: what is in the folder, without the folder.</param>
internal readonly record struct CopyPath(string Path, bool EndsInSeparator, bool EndsInDot)
{
    /// <summary>A path in a container; one that is not absolute begins at its root.</summary>
    /// <param name="path">The path.</param>
    /// <param name="isWindows">True where a backslash separates, too, and a drive may stand before it.</param>
    public static CopyPath InContainer(string path, bool isWindows)
    {
        string slashed = isWindows ? path.Replace('\\', '/') : path;
        bool hasDrive = isWindows && slashed.Length > 1 && slashed[1] == ':' && char.IsAsciiLetter(slashed[0]);
        return new(hasDrive ? SlashPath.Clean(slashed) : SlashPath.Clean("/" + slashed), slashed.EndsWith('/'), IsDot(slashed.Split('/')));
    }

    /// <summary>Where a link in a container leads. docker tells it in full; podman as the link has it, which may begin at the link's folder.</summary>
    /// <param name="link">The link's own path.</param>
    /// <param name="target">What the engine tells.</param>
    /// <param name="isWindows">As of <see cref="InContainer"/>.</param>
    public static CopyPath OfLink(CopyPath link, string target, bool isWindows) =>
        InContainer(isWindows || target.StartsWith('/') ? target : link.FolderInContainer + "/" + target, isWindows);

    /// <summary>A path on this side.</summary>
    /// <param name="full">The full path.</param>
    /// <param name="text">What the user wrote: its end has not survived in the full path.</param>
    public static CopyPath OfLocal(string full, string text)
    {
        char[] separators = [System.IO.Path.DirectorySeparatorChar, System.IO.Path.AltDirectorySeparatorChar];
        return new(System.IO.Path.TrimEndingDirectorySeparator(full), text.Length > 0 && separators.Contains(text[^1]), IsDot(text.Split(separators)));
    }

    /// <summary>True where the end of the path says that it is a folder.</summary>
    public bool IsSaidToBeFolder => EndsInSeparator || EndsInDot;

    /// <summary>The path in a container, for the engine.</summary>
    public string ForEngine => EndsInDot ? (Path == "/" ? "/." : Path + "/.") : EndsInSeparator && Path != "/" ? Path + "/" : Path;

    /// <summary>The last part of a path in a container; "." for what is in a folder, and "/" for the root.</summary>
    public string BaseInContainer => EndsInDot ? "." : Path == "/" ? "/" : Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The folder of a path in a container.</summary>
    public string FolderInContainer => EndsInDot || Path == "/" ? Path : Path.LastIndexOf('/') is > 0 and int end ? Path[..end] : "/";

    /// <summary>The last part of a path on this side; "." for what is in a folder, and for a root.</summary>
    public string LocalBase => EndsInDot || System.IO.Path.GetFileName(Path).Length == 0 ? "." : System.IO.Path.GetFileName(Path);

    /// <summary>The folder of a path on this side.</summary>
    public string LocalFolder => EndsInDot ? Path : System.IO.Path.GetDirectoryName(Path) ?? Path;

    private static bool IsDot(string[] parts) => Array.FindLast(parts, static part => part.Length > 0) == ".";
}
