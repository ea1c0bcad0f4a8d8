using System.Globalization;

namespace DockerPS.Engine.Compose;

/// <summary>The place of a node: its source, line and column there, and the keys that lead to it.</summary>
/// <param name="Source">The text that it stands in.</param>
/// <param name="Line">The line, counted from 1; 0 where no text was read.</param>
/// <param name="Column">The column, counted from 1; 0 where no text was read.</param>
/// <param name="Keys">The keys from the root.</param>
public readonly record struct ComposePosition(ComposeSource Source, int Line, int Column, ComposePath Keys)
{
    /// <summary>The place of what was not read from any text.</summary>
    public static ComposePosition None { get; } = new(ComposeSource.None, 0, 0, ComposePath.Root);

    /// <summary>The keys from the root as a text, such as services.web.ports[0]; empty at the root.</summary>
    public string Path => Keys.ToString();

    /// <summary>The place in its text, such as compose.yaml:12:7, without the path; empty where there is neither.</summary>
    public string Place => (Source.Name.Length, Line) switch
    {
        (0, 0) => "",
        (_, 0) => Source.Name,
        (0, _) => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Source.Name}:{Line}:{Column}"),
    };

    /// <summary>The path of a mapping's entry. A key with a dot or a bracket is quoted, so that a path reads in one way only.</summary>
    public static string Under(string path, string key)
    {
        string name = ComposePath.NameOf(key);
        return path.Length == 0 ? name : $"{path}.{name}";
    }

    /// <summary>The path of a sequence's item.</summary>
    public static string Under(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>A text about this place, such as "compose.yaml:12:7: services.web.ports[0]: text".</summary>
    public string Say(string text)
    {
        string place = Place;
        string path = Path;
        string about = path.Length == 0 ? text : $"{path}: {text}";
        return place.Length == 0 ? about : $"{place}: {about}";
    }
}
