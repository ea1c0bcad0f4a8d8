namespace DockerPS.Engine.Streams.Copy;

/// <summary>docker cp's rules: what the thing that is copied is called at its destination.</summary>
/// <param name="Folder">The folder that takes it.</param>
/// <param name="Names">Its path below that folder; empty where its content goes into the folder.</param>
internal sealed record CopyTarget(string Folder, IReadOnlyList<string> Names)
{
    /// <summary>Decides by what is copied and what is there.</summary>
    /// <param name="name">What is copied is called so; "." or "/" for what is in a folder.</param>
    /// <param name="isFolder">True where a folder is copied.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="isOneOfMany">True where the destination has to be a folder, which is made where nothing is there.</param>
    /// <param name="isLocal">True where the destination is on this side.</param>
    /// <exception cref="InvalidRequestException">Something is in the way, or the folder that a file shall go into is missing.</exception>
    public static CopyTarget Decide(string name, bool isFolder, CopyDestination destination, bool isOneOfMany, bool isLocal)
    {
        CopyPath path = destination.Path;
        IReadOnlyList<string> own = name is "." or "/" ? [] : [name];
        if (destination is { Exists: true, IsFolder: true })
        {
            return new(path.Path, own);
        }

        string folder = isLocal ? path.LocalFolder : path.FolderInContainer;
        string last = isLocal ? path.LocalBase : path.BaseInContainer;
        if (isOneOfMany)
        {
            return destination.Exists
                ? throw new InvalidRequestException("DestinationNotFolder", $"'{DisplayText.Of(destination.Display)}' is a file, and several things cannot be copied onto it: name a folder.")
                : last == "." ? new(folder, own) : new(folder, [last, .. own]);
        }

        if (destination.Exists && isFolder)
        {
            throw new InvalidRequestException("DestinationNotFolder", $"A folder cannot be copied onto '{DisplayText.Of(destination.Display)}', which is a file.");
        }

        return destination.Exists || isFolder || !path.IsSaidToBeFolder
            ? new(folder, last is "." or "/" ? [] : [last])
            : throw new InvalidRequestException("DestinationNotFound", $"There is no folder '{DisplayText.Of(destination.Display)}' to copy a file into.")
            {
                Advice = "Leave the separator at its end out if the file shall have that name.",
            };
    }
}
