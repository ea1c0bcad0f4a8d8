namespace System.Management.Automation;

internal sealed class WildcardElement
{
    private readonly (char Low, char High)[] _ranges;
    private readonly bool _ignoreCase;

    private WildcardElement((char Low, char High)[] ranges, bool ignoreCase)
    {
        _ranges = ranges;
        _ignoreCase = ignoreCase;
    }

    public static WildcardElement Any { get; } = new([], false);

    public static WildcardElement One { get; } = new([(char.MinValue, char.MaxValue)], false);

    public bool IsAny => ReferenceEquals(this, Any);

    public static WildcardElement Literal(char c, bool ignoreCase) => new([(c, c)], ignoreCase);

    public static WildcardElement Bracket((char Low, char High)[] ranges, bool ignoreCase) => new(ranges, ignoreCase);

    public bool Matches(char c) =>
        InRanges(c) || (_ignoreCase && (InRanges(char.ToLowerInvariant(c)) || InRanges(char.ToUpperInvariant(c))));

    private bool InRanges(char c) => Array.Exists(_ranges, r => r.Low <= c && c <= r.High);
}
