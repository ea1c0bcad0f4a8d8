using System.Runtime.InteropServices;

namespace DockerPS.Hosting.Terminal;

/// <summary>Windows' INPUT_RECORD, as far as it tells of keys.</summary>
[StructLayout(LayoutKind.Explicit, Size = 20)]
internal struct ConsoleKeyRecord
{
    /// <summary>EventType of a KEY_EVENT.</summary>
    public const ushort KeyEvent = 1;

    [FieldOffset(0)]
    public ushort EventType;

    /// <summary>bKeyDown: not 0 for a key that goes down.</summary>
    [FieldOffset(4)]
    public int IsDown;

    /// <summary>wRepeatCount.</summary>
    [FieldOffset(8)]
    public ushort Count;

    /// <summary>wVirtualKeyCode.</summary>
    [FieldOffset(10)]
    public ushort Key;

    /// <summary>uChar: a UTF-16 unit; 0 for keys that are no character.</summary>
    [FieldOffset(14)]
    public ushort Character;

    /// <summary>dwControlKeyState.</summary>
    [FieldOffset(16)]
    public uint State;
}
