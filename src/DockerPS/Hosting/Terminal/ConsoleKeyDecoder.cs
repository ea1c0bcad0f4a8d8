using System.Text;

namespace DockerPS.Hosting.Terminal;

/// <summary>Turns the keys of a Windows console into the bytes that a terminal sends: UTF-8. With virtual terminal input
/// the console itself sends arrows and function keys as characters of their sequences.</summary>
internal sealed class ConsoleKeyDecoder
{
    private const ushort SpaceKey = 0x20;
    private const ushort TwoKey = 0x32;
    private const ushort AltKey = 0x12;
    private const uint ControlState = 0x4 | 0x8;
    private const int MostBytes = 3;

    // A character may come as two keys, its surrogates.
    private readonly Encoder _encoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetEncoder();

    /// <summary>Adds the bytes of one record; most records, such as keys that go up, have none.</summary>
    public void Take(in ConsoleKeyRecord record, List<byte> bytes)
    {
        if (record.EventType != ConsoleKeyRecord.KeyEvent || !IsTyped(record))
        {
            return;
        }

        char character = (char)record.Character;
        Span<byte> encoded = stackalloc byte[2 * MostBytes];
        for (int i = 0; i < Math.Max((int)record.Count, 1); i++)
        {
            bytes.AddRange(encoded[.._encoder.GetBytes([character], encoded, flush: false)]);
        }
    }

    private static bool IsTyped(in ConsoleKeyRecord record) =>
        record.IsDown != 0
            // Ctrl+Space and Ctrl+2 are the character 0.
            ? record.Character != 0 || ((record.State & ControlState) != 0 && (record.Key is SpaceKey or TwoKey))
            // A character that was typed as its number on the keypad comes when Alt goes up.
            : record.Key == AltKey && record.Character != 0;
}
