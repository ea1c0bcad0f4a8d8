namespace DockerPS.Bench.Groups;

/// <summary>Files that are only size: random bytes, which no file system and no transport makes smaller.</summary>
internal static class LargeFile
{
    public static void Write(string path, long bytes)
    {
        byte[] block = new byte[1024 * 1024];
        new Random(1).NextBytes(block);
        using FileStream file = File.Create(path);
        for (long left = bytes; left > 0; left -= block.Length)
        {
            file.Write(block, 0, (int)Math.Min(left, block.Length));
        }
    }
}
