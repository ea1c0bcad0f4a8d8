namespace DockerPS.Tests.Parity;

/// <summary>A tab-separated table with a header line; every line has exactly the header's columns.</summary>
internal static class TsvTable
{
    internal static IReadOnlyList<T> Read<T>(string path, string[] header, Func<string[], T> create)
    {
        string[] lines = File.ReadAllLines(path);
        string expected = string.Join('\t', header);
        if (lines.Length == 0 || lines[0] != expected)
            throw new InvalidDataException($"{path}: the first line must be \"{expected}\".");

        List<T> rows = new(lines.Length);
        for (int i = 1; i < lines.Length; i++)
        {
            string[] cells = lines[i].Split('\t');
            if (cells.Length != header.Length)
                throw new InvalidDataException($"{path}({i + 1}): {cells.Length} columns instead of {header.Length}.");
            rows.Add(create(cells));
        }

        return rows;
    }
}
