namespace DockerPS.Engine.Compose.Writing;

/// <summary>Orders names as docker compose writes them: numbers in names by their value, so that web2 comes before web10; letters after all else.</summary>
internal sealed class CanonicalOrder : IComparer<string>
{
    private CanonicalOrder()
    {
    }

    /// <summary>The order.</summary>
    public static CanonicalOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        string left = x ?? "";
        string right = y ?? "";
        bool isInNumber = false;
        for (int i = 0; i < left.Length && i < right.Length; i++)
        {
            char l = left[i];
            char r = right[i];
            if (l == r)
            {
                isInNumber = char.IsDigit(l);
                continue;
            }

            if (char.IsLetter(l) && char.IsLetter(r))
            {
                return l.CompareTo(r);
            }

            if (char.IsLetter(l) || char.IsLetter(r))
            {
                // Behind a number the shorter one ends here, and is the smaller.
                return char.IsLetter(l) == isInNumber ? -1 : 1;
            }

            return CompareNumbers(left, right, i);
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int CompareNumbers(string left, string right, int index)
    {
        // A zero inside a number counts, one before it does not.
        long seed = (left[index] == '0' || right[index] == '0') && IsAfterNonZero(left, index) ? 1 : 0;
        (long leftValue, int leftEnd) = Number(left, index, seed);
        (long rightValue, int rightEnd) = Number(right, index, seed);
        return leftValue != rightValue ? leftValue.CompareTo(rightValue)
            : leftEnd != rightEnd ? leftEnd.CompareTo(rightEnd)
            : left[index].CompareTo(right[index]);
    }

    private static bool IsAfterNonZero(string text, int index)
    {
        for (int i = index - 1; i >= 0 && char.IsDigit(text[i]); i--)
        {
            if (text[i] != '0')
            {
                return true;
            }
        }

        return false;
    }

    private static (long Value, int End) Number(string text, int start, long seed)
    {
        long value = seed;
        int end = start;
        for (; end < text.Length && char.IsDigit(text[end]); end++)
        {
            value = unchecked((value * 10) + (text[end] - '0'));
        }

        return (value, end);
    }
}
