namespace DockerPS.Engine.Compose;

/// <summary>A node of a compose file: a scalar, a sequence or a mapping, with its place in the text. Nodes never change.</summary>
public abstract class ComposeNode
{
    private protected ComposeNode(ComposePosition position, string? tag)
    {
        Position = position;
        Tag = tag;
    }

    /// <summary>The node's place.</summary>
    public ComposePosition Position { get; }

    /// <summary>The full path of the file that it stands in; null where it came from no file.</summary>
    public string? File => Position.Source.Path;

    /// <summary>The line, counted from 1; 0 where no text was read.</summary>
    public int Line => Position.Line;

    /// <summary>The column, counted from 1; 0 where no text was read.</summary>
    public int Column => Position.Column;

    /// <summary>The keys from the root of its file, such as services.web.ports[0]; empty at the root.</summary>
    public string Path => Position.Path;

    /// <summary>The tag that was written before it, such as !reset; null where none was.</summary>
    public string? Tag { get; }

    /// <summary>What the node is, for messages: "a mapping", or a scalar's text in quotes.</summary>
    internal abstract string Description { get; }

    /// <summary>The same node at another place, with another tag.</summary>
    internal abstract ComposeNode With(ComposePosition position, string? tag);

    /// <summary>An error about this node, such as: compose.yaml:12:7: services.web.ports[0]: "x" is no port; expected 8080:80.</summary>
    /// <param name="problem">What is wrong, without a full stop.</param>
    /// <param name="expected">What would have been right, without "expected"; null where the problem says it.</param>
    internal ComposeException Wrong(string problem, string? expected = null) => new(Position, problem, expected);

    /// <summary>An error that says that this node is no such thing: "x" is no port; expected ...</summary>
    /// <param name="what">The thing in one or two words, such as port.</param>
    /// <param name="expected">What would have been right, without "expected".</param>
    internal ComposeException IsNo(string what, string expected) => Wrong($"{Description} is no {what}", expected);

    /// <summary>An error for a node of the wrong kind: a mapping where a text belongs.</summary>
    /// <param name="expected">What would have been right, such as "a list of ports".</param>
    internal ComposeException Expected(string expected) => Wrong($"found {Description}", expected);

    /// <summary>A text about this node, such as a warning: "compose.yaml:12:7: services.web.ports[0]: text".</summary>
    internal string Say(string text) => Position.Say(text);
}
