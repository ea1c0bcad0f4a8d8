using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DockerPS.Hosting.Terminal;

/// <summary>Changes of struct termios, which else is taken as it is.</summary>
internal static class UnixSettings
{
    /// <summary>The terminal as programs expect it that read lines. PowerShell's own state, between two prompts too, has neither echo nor lines.</summary>
    /// <param name="settings">A struct termios; left as it is where its form is not known.</param>
    /// <param name="isMacOS">True for macOS, false for Linux.</param>
    /// <param name="architecture">The processor.</param>
    public static void MakeLines(Span<byte> settings, bool isMacOS, Architecture architecture)
    {
        if (isMacOS)
        {
            // tcflag_t has 8 bytes. ICRNL, IXON; OPOST, ONLCR; ECHOKE, ECHOE, ECHOK, ECHO, ECHOCTL, ISIG, ICANON, IEXTEN.
            SetLong(settings, 0, 0x100 | 0x200);
            SetLong(settings, 8, 0x1 | 0x2);
            SetLong(settings, 24, 0x1 | 0x2 | 0x4 | 0x8 | 0x40 | 0x80 | 0x100 | 0x400);
        }
        else if (architecture != Architecture.Ppc64le)
        {
            // The same order of the same flags, in 4 bytes each and with Linux's numbers.
            SetInt(settings, 0, 0x100 | 0x400);
            SetInt(settings, 4, 0x1 | 0x4);
            SetInt(settings, 12, 0x1 | 0x2 | 0x8 | 0x10 | 0x20 | 0x200 | 0x800 | 0x8000);
        }
    }

    private static void SetInt(Span<byte> settings, int offset, uint flags)
    {
        Span<byte> field = settings[offset..];
        MemoryMarshal.Write(field, MemoryMarshal.Read<uint>(field) | flags);
    }

    private static void SetLong(Span<byte> settings, int offset, ulong flags)
    {
        Span<byte> field = settings[offset..];
        BinaryPrimitives.WriteUInt64LittleEndian(field, BinaryPrimitives.ReadUInt64LittleEndian(field) | flags);
    }
}
