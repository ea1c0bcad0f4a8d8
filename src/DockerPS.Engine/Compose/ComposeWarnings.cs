namespace DockerPS.Engine.Compose;

/// <summary>Collects what is noticed while compose files are read and is no error; each text once.</summary>
internal sealed class ComposeWarnings
{
    private const int Maximum = 1000;
    private readonly List<string> _texts = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The texts, in the order in which they came.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>Adds a text about a node: its place and path come before it.</summary>
    public void Add(ComposeNode node, string text)
    {
        // With its path it may be long, and there may be very many.
        if (_texts.Count < Maximum)
            Add(node.Say(text));
    }

    /// <summary>Adds a text.</summary>
    public void Add(string text)
    {
        string safe = DisplayText.OfMessage(text);
        if (_texts.Count < Maximum && _known.Add(safe))
            _texts.Add(safe);
    }
}
