using System.Text;

namespace DockerPS.Engine.Compose;

/// <summary>Reads a file that belongs to a project.</summary>
internal static class TextFile
{
    // No compose file that people keep is a hundredth of it.
    private const int MaximumBytes = 16 << 20;
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file's text.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="place">What names the file; the file itself where nothing does.</param>
    /// <param name="what">What kind of file it is, such as "compose file".</param>
    /// <exception cref="ComposeException">It is not there, cannot be read, is no UTF-8 or too long.</exception>
    public static string Read(string path, ComposePosition place, string what)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new MemoryStream();
            var buffer = new byte[81920];
            int count;
            while ((count = stream.Read(buffer)) > 0)
            {
                bytes.Write(buffer, 0, count);
                if (bytes.Length > MaximumBytes)
                    throw new ComposeException(place, $"the {what} {path} is longer than {MaximumBytes >> 20} MB");
            }
            return Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ComposeException(place, $"there is no {what} {path}", null, exception) { ErrorId = "ComposeFileNotFound" };
        }
        catch (DecoderFallbackException exception)
        {
            throw new ComposeException(place, $"the {what} {path} is no UTF-8 text", null, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            string reason = Directory.Exists(path) ? "it is a folder" : exception.Message.TrimEnd('.');
            throw new ComposeException(place, $"the {what} {path} cannot be read: {reason}", null, exception);
        }
    }

    private static string Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => s_encoding.GetString(bytes[3..]),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
        _ => s_encoding.GetString(bytes),
    };
}
