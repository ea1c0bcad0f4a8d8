using System.Runtime.InteropServices;
using System.Text;
using DockerPS.Hosting.Terminal;

namespace DockerPS.Tests.Terminal;

/// <summary>What of a Windows console can be told without one.</summary>
public sealed class WindowsConsoleTests
{
    private const uint Default = 0x1F7;
    private const uint LeftControl = 0x8;

    [Fact]
    public void A_record_is_as_Windows_lays_it_out() => Assert.Equal(20, Marshal.SizeOf<ConsoleKeyRecord>());

    [Fact]
    public void Characters_become_utf8_and_surrogates_join()
    {
        var keys = new ConsoleKeyDecoder();
        List<byte> bytes = [];
        foreach (char character in "a\x1b[Aé\ud83d\udc33\x03")
        {
            keys.Take(Key(character), bytes);
            keys.Take(Key(character) with { IsDown = 0 }, bytes);
        }

        Assert.Equal("a\x1b[Aé\U0001F433\x03", Encoding.UTF8.GetString([.. bytes]));
    }

    [Fact]
    public void A_key_held_down_repeats() => Assert.Equal("xxx", Typed(Key('x') with { Count = 3 }));

    [Fact]
    public void Control_and_space_is_the_character_0()
    {
        Assert.Equal("\0", Typed(Key('\0') with { Key = 0x20, State = LeftControl }));
        Assert.Equal("", Typed(Key('\0') with { Key = 0x11, State = LeftControl }));
        Assert.Equal("", Typed(Key('\0') with { Key = 0x20 }));
    }

    [Fact]
    public void A_character_typed_by_number_comes_when_Alt_goes_up() =>
        Assert.Equal("€", Typed(Key('€') with { IsDown = 0, Key = 0x12 }));

    [Fact]
    public void What_is_no_key_is_left_out() => Assert.Equal("", Typed(Key('x') with { EventType = 2 }));

    [Fact]
    public void Raw_has_neither_lines_nor_echo_nor_Ctrl_C()
    {
        uint raw = WindowsConsoleModes.Input(TerminalMode.Raw, Default);
        Assert.Equal(0u, raw & 0x1F);
        Assert.Equal(0x280u, raw & 0x280);
        Assert.Equal(0xDu, WindowsConsoleModes.Output(0x1, isOld: false));
        Assert.Equal(0x5u, WindowsConsoleModes.Output(0x1, isOld: true));
    }

    [Fact]
    public void Lines_have_them_all_whatever_was_before()
    {
        uint lines = WindowsConsoleModes.Input(TerminalMode.Lines, 0x200);
        Assert.Equal(0x7u, lines & 0x7);
        Assert.Equal(0u, lines & 0x218);
    }

    private static ConsoleKeyRecord Key(char character) => new() { EventType = ConsoleKeyRecord.KeyEvent, IsDown = 1, Count = 1, Character = character };

    private static string Typed(ConsoleKeyRecord record)
    {
        List<byte> bytes = [];
        new ConsoleKeyDecoder().Take(record, bytes);
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
