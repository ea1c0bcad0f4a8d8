using DockerPS.Engine.Streams.Tar;
using Microsoft.Win32.SafeHandles;

namespace DockerPS.Engine.Streams.Build;

/// <summary>Opens the files of a context. A test puts its own in the place of <see cref="Open"/>, as root may read everything.</summary>
internal sealed class ContextFiles : IArchiveFiles
{
    private readonly Func<string, SafeFileHandle> _open;

    public ContextFiles(Func<string, SafeFileHandle>? open = null)
    {
        _open = open ?? (path => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
    }

    /// <exception cref="BuildContextException">The file cannot be read.</exception>
    public SafeFileHandle Open(string path)
    {
        try
        {
            return _open(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    /// <inheritdoc/>
    public DockerException Shortened(string path) =>
        new BuildContextException($"The build context was not sent: '{path}' became shorter while it was read.", path);

    /// <inheritdoc/>
    DockerException IArchiveFiles.Unreadable(string path, Exception exception) => Unreadable(path, exception);

    public static BuildContextException Unreadable(string path, Exception exception)
    {
        string message = exception is UnauthorizedAccessException
            ? $"The build context cannot be sent: no permission to read from '{path}'."
            : $"The build context cannot be sent: '{path}' cannot be read: {exception.Message}";
        return new BuildContextException(message, path, exception)
        {
            Advice = "Make it readable, or name it in .dockerignore if the build does not need it.",
        };
    }
}
