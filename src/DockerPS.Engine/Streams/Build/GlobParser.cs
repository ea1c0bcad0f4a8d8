using System.Text;

namespace DockerPS.Engine.Streams.Build;

/// <summary>
/// Reads one cleaned ignore pattern. The grammar is that of Go's filepath.Match, which the engine's own code checks
/// patterns with, and "**" beside it.
/// </summary>
internal ref struct GlobParser
{
    private readonly bool _hasEscapes;
    private readonly List<GlobToken> _tokens = [];
    private ReadOnlySpan<char> _left;

    private GlobParser(string pattern, bool hasEscapes)
    {
        _left = pattern;
        _hasEscapes = hasEscapes;
    }

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern, cleaned.</param>
    /// <param name="hasEscapes">True where a backslash takes the next character's meaning away; on Windows it is a separator.</param>
    /// <param name="isLiteralButStars">True where "**" is all in it that is not literal.</param>
    /// <exception cref="FormatException">The pattern is malformed.</exception>
    public static GlobToken[] Parse(string pattern, bool hasEscapes, out bool isLiteralButStars)
    {
        var parser = new GlobParser(pattern, hasEscapes);
        isLiteralButStars = true;
        while (!parser._left.IsEmpty)
            isLiteralButStars &= parser.ReadToken();

        return [.. parser._tokens];
    }

    private bool ReadToken()
    {
        switch (_left[0])
        {
            case '*' when _left.StartsWith("**"):
                ReadDoubleStar();
                return true;
            case '*':
                Add(GlobTokenKind.Star, 1);
                return false;
            case '?':
                Add(GlobTokenKind.AnyCharacter, 1);
                return false;
            case '[':
                ReadClass();
                return false;
            case '\\' when _hasEscapes:
                ReadBackslash();
                _tokens.Add(new GlobToken(GlobTokenKind.Literal, NextRune()));
                return false;
            default:
                _tokens.Add(new GlobToken(GlobTokenKind.Literal, NextRune()));
                return true;
        }
    }

    private void ReadDoubleStar()
    {
        _left = _left[2..];
        if (_left.StartsWith("/"))
            _left = _left[1..];

        if (_left.IsEmpty)
        {
            Add(GlobTokenKind.All, 0);
        }
        else
        {
            Add(GlobTokenKind.Folders, 0);
            Add(GlobTokenKind.FoldersInside, 0);
        }
    }

    private void ReadClass()
    {
        _left = _left[1..];
        bool isNegated = _left.StartsWith("^");
        if (isNegated)
            _left = _left[1..];

        var ranges = new List<(Rune Low, Rune High)>();
        while (ranges.Count == 0 || !_left.StartsWith("]"))
        {
            Rune low = ReadClassCharacter(), high = low;
            if (_left.StartsWith("-"))
            {
                _left = _left[1..];
                high = ReadClassCharacter();
            }

            if (low > high)
                throw new FormatException("a range of characters runs backwards");

            ranges.Add((low, high));
        }

        _left = _left[1..];
        _tokens.Add(new GlobToken(GlobTokenKind.Class, Class: new GlobClass(isNegated, ranges)));
    }

    private Rune ReadClassCharacter()
    {
        if (_left.StartsWith("-") || _left.StartsWith("]"))
            throw new FormatException($"'{_left[0]}' stands where a character of a set is expected");

        if (_hasEscapes && _left.StartsWith("\\"))
            ReadBackslash();

        Rune character = NextRune();
        return _left.IsEmpty ? throw new FormatException("a '[' is not closed") : character;
    }

    /// <summary>The engine makes a regular expression of the pattern, in which a backslash before a letter or a digit is an error or has a
    /// meaning that nobody has in mind; it stands there where someone writes folders as on Windows.</summary>
    private void ReadBackslash()
    {
        _left = _left[1..];
        if (!_left.IsEmpty && (char.IsAsciiLetterOrDigit(_left[0]) || !char.IsAscii(_left[0])))
            throw new FormatException($"a backslash stands before '{_left[0]}'; between folders is a '/'");
    }

    private Rune NextRune()
    {
        if (_left.IsEmpty)
            throw new FormatException("it ends too early");

        Rune.DecodeFromUtf16(_left, out Rune character, out int length);
        _left = _left[length..];
        return character;
    }

    private void Add(GlobTokenKind kind, int length)
    {
        _left = _left[length..];
        _tokens.Add(new GlobToken(kind));
    }
}
