using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DockerPS.Engine;

/// <summary>A version of the Docker Engine API, such as 1.41. Compares by number: 1.9 is older than 1.41.</summary>
internal readonly record struct ApiVersion(int Major, int Minor) : IComparable<ApiVersion>
{
    /// <summary>The newest API that this client knows.</summary>
    public static readonly ApiVersion Newest = new(1, 55);

    /// <summary>The oldest API that this client speaks (engine 19.03).</summary>
    public static readonly ApiVersion Oldest = new(1, 40);

    public static bool operator <(ApiVersion left, ApiVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(ApiVersion left, ApiVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(ApiVersion left, ApiVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ApiVersion left, ApiVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Reads "1.41" or "v1.41".</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ApiVersion version)
    {
        version = default;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        ReadOnlySpan<char> digits = text.AsSpan().Trim().TrimStart('v');
        int dot = digits.IndexOf('.');
        if (dot <= 0
            || !int.TryParse(digits[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            || !int.TryParse(digits[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int minor))
        {
            return false;
        }

        version = new ApiVersion(major, minor);
        return true;
    }

    /// <summary>Reads "1.41" or "v1.41"; anything else is a <see cref="FormatException"/>.</summary>
    public static ApiVersion Parse(string text) => TryParse(text, out ApiVersion version)
        ? version
        : throw new FormatException($"'{text}' is not an API version; write it as 1.41.");

    public int CompareTo(ApiVersion other) =>
        Major != other.Major ? Major.CompareTo(other.Major) : Minor.CompareTo(other.Minor);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
