using DockerPS.Engine;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Copy;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Hosting.Files;

/// <summary>Where a copy to this side goes.</summary>
internal static class LocalDestination
{
    /// <summary>Looks what is there; a link is followed, also one that leads nowhere yet.</summary>
    /// <param name="full">The full path.</param>
    /// <param name="text">The path as the user wrote it.</param>
    /// <param name="isOneOfMany">True where a folder is made if there is nothing.</param>
    /// <exception cref="InvalidRequestException">The folder that it would be in is missing, or something is there that no file can take the place of.</exception>
    public static CopyDestination Find(string full, string text, bool isOneOfMany)
    {
        CopyPath path = CopyPath.OfLocal(full, text) with { Path = RealPath.Resolve(full) };
        if (Directory.Exists(path.Path))
        {
            return new(path, Exists: true, IsFolder: true, text);
        }

        if (File.Exists(path.Path))
        {
            return path.IsSaidToBeFolder || NativeFiles.StatusOf(path.Path) is { Kind: not ArchiveItemKind.File }
                ? throw new InvalidRequestException("DestinationNotFolder", $"'{DisplayText.Of(text)}' is {(path.IsSaidToBeFolder ? "not a folder" : "neither a folder nor a file")}.")
                : new(path, Exists: true, IsFolder: false, text);
        }

        string parent = path.EndsInDot && !isOneOfMany ? path.Path : Path.GetDirectoryName(path.Path) ?? path.Path;
        return Directory.Exists(parent)
            ? new(path, Exists: false, IsFolder: false, text)
            : throw new InvalidRequestException("DestinationNotFound", $"The folder '{DisplayText.Of(parent)}' does not exist here.");
    }
}
