using System.Text;

namespace DockerPS.Engine.Streams.Build;

/// <summary>One pattern of an ignore file. Matching takes time linear in the path: all ways to match are followed side by side.</summary>
internal sealed class IgnorePattern
{
    private const int StackLimit = 256;

    private readonly Func<string, bool> _match;
    private readonly Func<string, bool> _mayMatchBelow;
    private readonly GlobToken[] _tokens;
    private readonly string _literalStart = "";
    private readonly string _literalEnd = "";

    private IgnorePattern(string text, bool isNegated, GlobToken[] tokens, bool isLiteralButStars)
    {
        IsNegated = isNegated;
        _tokens = tokens;
        int stars = tokens.Count(token => token.Kind is GlobTokenKind.All or GlobTokenKind.Folders);
        if (isLiteralButStars && stars == 0)
        {
            _match = path => path == text;
            _mayMatchBelow = folder => IsBelow(text, folder);
        }
        else if (isLiteralButStars && stars == 1 && text.StartsWith("**", StringComparison.Ordinal))
        {
            // The engine's own code takes "**end" for "ends with": "**file" matches "myfile" too.
            string end = text[2..];
            _match = path => path.EndsWith(end, StringComparison.Ordinal) || (end.StartsWith('/') && path.AsSpan().SequenceEqual(end.AsSpan(1)));
            _mayMatchBelow = _ => true;
        }
        else if (isLiteralButStars && stars == 1 && text.EndsWith("**", StringComparison.Ordinal))
        {
            string start = text[..^2];
            _match = path => path.StartsWith(start, StringComparison.Ordinal);
            _mayMatchBelow = folder => IsBelow(start, folder) || folder.StartsWith(start, StringComparison.Ordinal);
        }
        else
        {
            _literalStart = Literals(tokens);
            _literalEnd = Literals(tokens.Skip(tokens.ToList().FindLastIndex(token => token.Kind != GlobTokenKind.Literal) + 1));
            _match = MatchTokens;
            _mayMatchBelow = folder => Run(folder + "/", out _);
        }
    }

    /// <summary>True for "!pattern": what it matches is kept after all.</summary>
    public bool IsNegated { get; }

    /// <summary>Reads a cleaned pattern with its leading "!".</summary>
    /// <exception cref="FormatException">The pattern is malformed.</exception>
    public static IgnorePattern Parse(string pattern, bool hasEscapes)
    {
        bool isNegated = pattern.StartsWith('!');
        string text = isNegated ? pattern[1..] : pattern;
        if (text.Length == 0)
            throw new FormatException("a '!' needs a pattern behind it");

        GlobToken[] tokens = GlobParser.Parse(text, hasEscapes, out bool isLiteralButStars);
        return new IgnorePattern(text, isNegated, tokens, isLiteralButStars);
    }

    /// <summary>A negated pattern for this very path, whatever characters it has.</summary>
    public static IgnorePattern Keep(string path) => new(path, isNegated: true, [], isLiteralButStars: true);

    public bool Matches(string path) => _match(path);

    /// <summary>True where a path below the folder could match.</summary>
    public bool MayMatchBelow(string folder) => _mayMatchBelow(folder);

    private static bool IsBelow(string path, string folder) =>
        path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal);

    private static string Literals(IEnumerable<GlobToken> tokens) =>
        string.Concat(tokens.TakeWhile(token => token.Kind == GlobTokenKind.Literal).Select(token => token.Character.ToString()));

    private bool MatchTokens(string path) =>
        path.StartsWith(_literalStart, StringComparison.Ordinal)
        && path.EndsWith(_literalEnd, StringComparison.Ordinal)
        && Run(path, out bool isMatch)
        && isMatch;

    /// <summary>Walks the path with every state that the pattern can be in.</summary>
    /// <returns>True where a longer path could match, or this one does.</returns>
    private bool Run(string path, out bool isMatch)
    {
        int count = _tokens.Length + 1;
        Span<bool> states = count <= StackLimit ? stackalloc bool[count] : new bool[count];
        Span<bool> next = count <= StackLimit ? stackalloc bool[count] : new bool[count];
        states[0] = true;
        PassEmpty(states);
        isMatch = false;
        foreach (Rune character in path.EnumerateRunes())
        {
            next.Clear();
            if (!Step(states, next, character))
                return false;

            PassEmpty(next);
            Span<bool> old = states;
            states = next;
            next = old;
        }

        isMatch = states[^1];
        return true;
    }

    private void PassEmpty(Span<bool> states)
    {
        for (int i = 0; i < _tokens.Length; i++)
        {
            if (!states[i])
                continue;

            GlobTokenKind kind = _tokens[i].Kind;
            if (kind is GlobTokenKind.Star or GlobTokenKind.All or GlobTokenKind.Folders)
                states[i + 1] = true;
            if (kind is GlobTokenKind.Folders)
                states[i + 2] = true;
        }
    }

    private bool Step(ReadOnlySpan<bool> states, Span<bool> next, Rune character)
    {
        bool any = false;
        bool isSlash = character.Value == '/';
        for (int i = 0; i < _tokens.Length; i++)
        {
            if (!states[i])
                continue;

            GlobToken token = _tokens[i];
            bool stays = token.Kind is GlobTokenKind.All or GlobTokenKind.FoldersInside || (token.Kind == GlobTokenKind.Star && !isSlash);
            bool goesOn = token.Kind switch
            {
                GlobTokenKind.Literal => token.Character == character,
                GlobTokenKind.AnyCharacter => !isSlash,
                GlobTokenKind.Class => token.Class!.Contains(character),
                GlobTokenKind.FoldersInside => isSlash,
                _ => false,
            };
            next[i] |= stays;
            next[i + 1] |= goesOn;
            any |= stays | goesOn;
        }

        return any;
    }
}
