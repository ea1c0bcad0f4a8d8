using System.Text;

namespace DockerPS.Engine.Streams;

/// <summary>What the loading of an archive tells, as text: which images it had, and what happened on the way.</summary>
internal sealed class LoadReport
{
    private const string Loaded = "Loaded image";
    private const string Identity = " ID";

    private readonly StringBuilder _line = new();
    private readonly List<(string Name, bool IsId)> _images = [];
    private readonly List<string> _notes = [];

    /// <summary>The images in the order in which they came: by reference, or by id where they have none.</summary>
    public IReadOnlyList<(string Name, bool IsId)> Images => _images;

    /// <summary>All other lines: that a tag was moved, or that an image could not be unpacked.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public void Add(JsonMessage message)
    {
        foreach (char c in message.Stream ?? "")
        {
            if (c is '\n')
            {
                Complete();
            }
            else
            {
                _line.Append(c);
            }
        }
    }

    /// <summary>Takes the last line, which podman does not end.</summary>
    public void Complete()
    {
        string line = _line.ToString().Trim();
        _line.Clear();
        if (line.Length == 0)
        {
            return;
        }

        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        string kind = colon < 0 ? "" : line[..colon];
        if (kind is Loaded or Loaded + Identity or Loaded + "(s)")
        {
            // podman names several on one line.
            foreach (string name in line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                // Nor does it say that it is an id.
                _images.Add((name, kind.EndsWith(Identity, StringComparison.Ordinal) || name.StartsWith("sha256:", StringComparison.Ordinal)));
            }

            return;
        }

        _notes.Add(line);
    }
}
