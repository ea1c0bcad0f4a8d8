using System.Text;

namespace System.Management.Automation;

public sealed class WildcardPattern
{
    private const char EscapeChar = '`';
    private readonly string _pattern;
    private readonly WildcardOptions _options;
    private List<WildcardElement>? _elements;

    public WildcardPattern(string pattern)
        : this(pattern, WildcardOptions.None)
    {
    }

    public WildcardPattern(string pattern, WildcardOptions options)
    {
        _pattern = pattern ?? throw new PSArgumentNullException(nameof(pattern));
        _options = options;
    }

    public static WildcardPattern Get(string pattern, WildcardOptions options) => new(pattern, options);

    public static bool ContainsWildcardCharacters(string? pattern)
    {
        for (int i = 0; i < (pattern?.Length ?? 0); i++)
        {
            if (IsWildcardChar(pattern![i]))
                return true;
            if (pattern[i] == EscapeChar)
                i++;
        }
        return false;
    }

    public static string Escape(string pattern)
    {
        if (pattern is null)
            throw new PSArgumentNullException(nameof(pattern));
        StringBuilder escaped = new();
        foreach (char c in pattern)
        {
            if (IsWildcardChar(c) || c == EscapeChar)
                escaped.Append(EscapeChar);
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    public static string Unescape(string pattern)
    {
        if (pattern is null)
            throw new PSArgumentNullException(nameof(pattern));
        StringBuilder plain = new();
        bool afterEscape = false;
        foreach (char c in pattern)
        {
            if (c == EscapeChar && !afterEscape)
            {
                afterEscape = true;
                continue;
            }
            if (afterEscape && c != EscapeChar && !IsWildcardChar(c))
                plain.Append(EscapeChar);
            plain.Append(c);
            afterEscape = false;
        }
        if (afterEscape)
            plain.Append(EscapeChar);
        return plain.ToString();
    }

    public bool IsMatch(string? input)
    {
        if (input is null)
            return false;
        _elements ??= Parse();
        int element = 0;
        int position = 0;
        int retryElement = -1;
        int retryPosition = 0;
        while (position < input.Length)
        {
            if (element < _elements.Count && _elements[element].IsAny)
            {
                retryElement = element++;
                retryPosition = position;
            }
            else if (element < _elements.Count && _elements[element].Matches(input[position]))
            {
                element++;
                position++;
            }
            else if (retryElement >= 0)
            {
                element = retryElement + 1;
                position = ++retryPosition;
            }
            else
                return false;
        }
        while (element < _elements.Count && _elements[element].IsAny)
            element++;
        return element == _elements.Count;
    }

    private static bool IsWildcardChar(char c) => c is '*' or '?' or '[' or ']';

    private List<WildcardElement> Parse()
    {
        bool ignoreCase = _options.HasFlag(WildcardOptions.IgnoreCase);
        List<WildcardElement> elements = [];
        StringBuilder? contents = null;
        StringBuilder operators = new();
        bool afterEscape = false;
        foreach (char c in _pattern)
        {
            if (contents is not null)
            {
                // A bracket that closes directly behind the opening one is a literal; brackets do not nest.
                if (c == ']' && contents.Length > 0 && !afterEscape)
                {
                    elements.Add(ParseBracket(contents.ToString(), operators.ToString(), ignoreCase));
                    contents = null;
                }
                else if (c != EscapeChar || afterEscape)
                {
                    contents.Append(c);
                    operators.Append(c == '-' && !afterEscape ? '-' : ' ');
                }
            }
            else if (c == '*' && !afterEscape)
                elements.Add(WildcardElement.Any);
            else if (c == '?' && !afterEscape)
                elements.Add(WildcardElement.One);
            else if (c == '[' && !afterEscape)
            {
                contents = new StringBuilder();
                operators.Clear();
            }
            else if (c != EscapeChar || afterEscape)
                elements.Add(WildcardElement.Literal(c, ignoreCase));
            afterEscape = c == EscapeChar && !afterEscape;
        }
        if (contents is not null)
            throw Invalid();
        if (afterEscape && _pattern != "`")
            elements.Add(WildcardElement.Literal(EscapeChar, ignoreCase));
        return elements;
    }

    private WildcardElement ParseBracket(string contents, string operators, bool ignoreCase)
    {
        List<(char Low, char High)> ranges = [];
        for (int i = 0; i < contents.Length; i++)
        {
            if (i + 2 < contents.Length && operators[i + 1] == '-')
            {
                if (contents[i] > contents[i + 2])
                    throw Invalid();
                ranges.Add((contents[i], contents[i + 2]));
                i += 2;
            }
            else
                ranges.Add((contents[i], contents[i]));
        }
        return WildcardElement.Bracket([.. ranges], ignoreCase);
    }

    private WildcardPatternException Invalid() => new($"The specified wildcard character pattern is not valid: {_pattern}");
}
