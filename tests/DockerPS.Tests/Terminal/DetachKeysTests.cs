using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Tests.Terminal;

public sealed class DetachKeysTests
{
    // docker's documentation and moby/term's own tests.
    [Theory]
    [InlineData("ctrl-p,ctrl-q", "ctrl-p,ctrl-q", new byte[] { 16, 17 })]
    [InlineData("a", "a", new byte[] { 97 })]
    [InlineData("z", "z", new byte[] { 122 })]
    [InlineData("Z", "Z", new byte[] { 90 })]
    [InlineData("ctrl-a", "ctrl-a", new byte[] { 1 })]
    [InlineData("ctrl-@", "ctrl-@", new byte[] { 0 })]
    [InlineData("ctrl-[", "ctrl-[", new byte[] { 27 })]
    [InlineData("ctrl-\\", "ctrl-\\", new byte[] { 28 })]
    [InlineData("ctrl-]", "ctrl-]", new byte[] { 29 })]
    [InlineData("ctrl-^", "ctrl-^", new byte[] { 30 })]
    [InlineData("ctrl-_", "ctrl-_", new byte[] { 31 })]
    [InlineData("ctrl-a,ctrl-@,ctrl-z", "ctrl-a,ctrl-@,ctrl-z", new byte[] { 1, 0, 26 })]
    [InlineData("ctrl-p,DEL,x", "ctrl-p,DEL,x", new byte[] { 16, 127, 120 })]
    [InlineData("Ctrl-P,del", "ctrl-p,DEL", new byte[] { 16, 127 })]
    public void Keys_are_read_as_docker_reads_them(string text, string sent, byte[] codes)
    {
        var keys = DetachKeys.Parse(text);
        Assert.Equal(sent, keys.Text);
        Assert.Equal(codes, keys.Codes.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ctrl-")]
    [InlineData("ctrl-p,")]
    [InlineData("ctrl-1")]
    [InlineData("ctrl-pq")]
    [InlineData("ctrl-å")]
    [InlineData("å")]
    [InlineData("alt-p")]
    [InlineData("shift-ctrl-@")]
    [InlineData("ctrl-p, ctrl-q")]
    public void What_is_no_key_is_named(string text)
    {
        FormatException error = Assert.Throws<FormatException>(() => DetachKeys.Parse(text));
        Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("ctrl-p,ctrl-q", error.Message, StringComparison.Ordinal);
    }
}
