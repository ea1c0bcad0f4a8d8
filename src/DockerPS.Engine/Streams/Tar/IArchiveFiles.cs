using Microsoft.Win32.SafeHandles;

namespace DockerPS.Engine.Streams.Tar;

/// <summary>The files on disk that go into an archive, and the words for what is wrong with one.</summary>
internal interface IArchiveFiles
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="DockerException">The file cannot be read.</exception>
    SafeFileHandle Open(string path);

    /// <summary>A file that cannot be read.</summary>
    DockerException Unreadable(string path, Exception exception);

    /// <summary>A file that has fewer bytes than its entry promised already.</summary>
    DockerException Shortened(string path);
}
