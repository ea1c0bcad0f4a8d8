namespace DockerPS;

/// <summary>The first 12 digits of an id, as docker shows it. Data carries full ids; only views and messages shorten them.</summary>
internal static class ShortId
{
    private const int Length = 12;

    public static string Of(string id)
    {
        ReadOnlySpan<char> digits = id.AsSpan();
        int colon = digits.IndexOf(':');
        if (colon >= 0)
        {
            digits = digits[(colon + 1)..];
        }

        return digits.Length <= Length ? digits.ToString() : digits[..Length].ToString();
    }
}
