using System.Text;

namespace DockerPS.Engine.Streams.Tar;

/// <summary>Text of an archive.</summary>
internal static class TarText
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads UTF-8; what is not comes with replacement characters.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="isReadable">Set to false where it is not UTF-8, else left as it is.</param>
    public static string Read(ReadOnlySpan<byte> bytes, ref bool isReadable)
    {
        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            isReadable = false;
            return Encoding.UTF8.GetString(bytes);
        }
    }
}
