using DockerPS.Engine.Streams.Tar;
using Microsoft.Win32.SafeHandles;

namespace DockerPS.Engine.Streams.Copy;

/// <summary>Files on this side that are copied.</summary>
internal sealed class LocalFiles : IArchiveFiles
{
    /// <inheritdoc/>
    public SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    /// <inheritdoc/>
    public DockerException Unreadable(string path, Exception exception) => exception is UnauthorizedAccessException
        ? new InvalidRequestException("AccessDenied", $"No permission to read '{DisplayText.Of(path)}'.")
        : new InvalidRequestException("PathNotReadable", $"'{DisplayText.Of(path)}' cannot be read: {exception.Message}");

    /// <inheritdoc/>
    public DockerException Shortened(string path) => new InvalidRequestException("PathNotReadable", $"'{DisplayText.Of(path)}' became shorter while it was read.");
}
