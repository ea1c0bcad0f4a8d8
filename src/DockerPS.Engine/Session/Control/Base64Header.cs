namespace DockerPS.Engine.Session.Control;

/// <summary>The value of a header whose name ends with -bin.</summary>
internal static class Base64Header
{
    /// <summary>The bytes, whether it is padded or not; none where it is no base64.</summary>
    public static byte[] Decode(string value)
    {
        try
        {
            return Convert.FromBase64String(value.TrimEnd('=').PadRight((value.TrimEnd('=').Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
