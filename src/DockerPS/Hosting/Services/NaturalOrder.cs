namespace DockerPS.Hosting;

/// <summary>The order of people: web.2 before web.10.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> left = x;
        ReadOnlySpan<char> right = y;
        while (left.Length > 0 && right.Length > 0)
        {
            int leftDigits = Digits(left);
            int rightDigits = Digits(right);
            if (leftDigits > 0 && rightDigits > 0)
            {
                ReadOnlySpan<char> leftNumber = left[..leftDigits].TrimStart('0');
                ReadOnlySpan<char> rightNumber = right[..rightDigits].TrimStart('0');
                int order = leftNumber.Length != rightNumber.Length
                    ? leftNumber.Length.CompareTo(rightNumber.Length)
                    : leftNumber.SequenceCompareTo(rightNumber);
                if (order != 0)
                {
                    return order;
                }

                left = left[leftDigits..];
                right = right[rightDigits..];
            }
            else if (left[0] != right[0])
            {
                return left[0].CompareTo(right[0]);
            }
            else
            {
                left = left[1..];
                right = right[1..];
            }
        }

        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(x, y);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
