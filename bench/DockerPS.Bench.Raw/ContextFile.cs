using System.Globalization;
using System.Text;

namespace DockerPS.Bench.Raw;

/// <summary>The files of the build contexts: the same in the archive from memory and in the folder.</summary>
public static class ContextFile
{
    private const int FilesInFolder = 200;

    /// <summary>The name and the content of a small file.</summary>
    public static (string Name, byte[] Content) Small(int index)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"d{index / FilesInFolder}/f{index}");
        return (name, Encoding.ASCII.GetBytes($"{name} is a small file\n"));
    }
}
