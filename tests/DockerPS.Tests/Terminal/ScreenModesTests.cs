using System.Text;
using DockerPS.Engine.Streams;

namespace DockerPS.Tests.Terminal;

public sealed class ScreenModesTests
{
    [Theory]
    [InlineData("plain text\r\n", "")]
    [InlineData("\x1b[?1049h\x1b[2J", "\x1b[?1049l")]
    [InlineData("\x1b[?1049h\x1b[2J\x1b[?1049l", "")]
    [InlineData("\x1b[?25l", "\x1b[?25h")]
    [InlineData("\x1b[?25l\x1b[?25h", "")]
    [InlineData("\x1b[?1000;1006h", "\x1b[?1000l\x1b[?1006l")]
    [InlineData("\x1b[?2004h$ \x1b[?2004l\x1b[?2004h", "\x1b[?2004l")]
    [InlineData("\x1b[?1h\x1b=\x1b[4h", "")]
    [InlineData("\x1b[31mred", "\x1b[0m")]
    [InlineData("\x1b[31mred\x1b[0m", "")]
    [InlineData("\x1b[31mred\x1b[m", "")]
    [InlineData("\x1b[31mred\x1b[1;0m", "")]
    [InlineData("\x1b[>4;2m", "")]
    [InlineData("\x1b\x1b[?25l", "\x1b[?25h")]
    [InlineData("\x1b[?25\x1b[?7l", "\x1b[?7h")]
    [InlineData("\x1b[?99999999999999999999h", "")]
    public void What_is_left_is_taken_back_at_every_split(string shown, string undo)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(shown);
        for (int split = 0; split <= bytes.Length; split++)
        {
            var modes = new ScreenModes();
            modes.Look(bytes.AsSpan(0, split));
            modes.Look(bytes.AsSpan(split));
            Assert.Equal(undo, Encoding.ASCII.GetString(modes.Undo()));
        }
    }

    [Fact]
    public void A_sequence_without_end_takes_no_memory()
    {
        var modes = new ScreenModes();
        modes.Look(Encoding.ASCII.GetBytes("\x1b[" + new string('1', 100_000) + "\x1b[?25l"));
        Assert.Equal("\x1b[?25h", Encoding.ASCII.GetString(modes.Undo()));
    }
}
