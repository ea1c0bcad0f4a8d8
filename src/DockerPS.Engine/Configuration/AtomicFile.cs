namespace DockerPS.Engine.Configuration;

/// <summary>Writes a private file so that a reader sees the old content or the new, never a part.</summary>
internal static class AtomicFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes beside the file and renames, mode 600. A link is followed, also one that leads nowhere yet.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        FileInfo file = new(path);
        string target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        string folder = Path.GetDirectoryName(target)!;
        CreateFolder(folder);
        string temporary = Path.Combine(folder, $"{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        try
        {
            using (FileStream stream = new(temporary, Options()))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static FileStreamOptions Options()
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }
}
