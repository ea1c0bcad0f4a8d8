using System.Text;

namespace DockerPS.Engine.Configuration.Values;

/// <summary>Splits one line of comma-separated fields, with quotes as Go's csv reader has them: only around a whole field, doubled inside.</summary>
internal static class CsvFields
{
    /// <exception cref="FormatException">A quote stands where it may not, or does not end.</exception>
    public static List<string> Split(string line)
    {
        List<string> fields = [];
        int position = 0;
        while (true)
        {
            fields.Add(position < line.Length && line[position] == '"' ? Quoted(line, ref position) : Bare(line, ref position));
            if (position >= line.Length)
            {
                return fields;
            }

            position++;
        }
    }

    private static string Bare(string line, ref int position)
    {
        int start = position;
        int end = line.IndexOf(',', start);
        position = end < 0 ? line.Length : end;
        string field = line[start..position];
        return field.Contains('"') ? throw new FormatException("a quote stands inside a field; put the whole field in quotes") : field;
    }

    private static string Quoted(string line, ref int position)
    {
        var field = new StringBuilder();
        for (position++; position < line.Length; position++)
        {
            if (line[position] != '"')
            {
                field.Append(line[position]);
            }
            else if (position + 1 < line.Length && line[position + 1] == '"')
            {
                field.Append('"');
                position++;
            }
            else
            {
                position++;
                return position >= line.Length || line[position] == ','
                    ? field.ToString()
                    : throw new FormatException("a field goes on after its closing quote");
            }
        }

        throw new FormatException("a quote does not end");
    }
}
