using DockerPS.Engine.Compose;

namespace DockerPS.Tests.Compose;

public sealed class VariableFileTests
{
    [Theory]
    [InlineData("A=1", "A=1")]
    [InlineData("A=1\nB=2\r\nC=3\n", "A=1|B=2|C=3")]
    [InlineData("# c\n\n  # d\nA=1", "A=1")]
    [InlineData("A=", "A=")]
    [InlineData("A=\nB=2", "A=|B=2")]
    [InlineData("A = 1 ", "A=1")]
    [InlineData("  A=1", "A=1")]
    [InlineData("export A=1\nexport\tB=2", "A=1|B=2")]
    [InlineData("exported=1", "exported=1")]
    [InlineData("A: 1", "A=1")]
    [InlineData("A=b=c", "A=b=c")]
    [InlineData("A=x # comment", "A=x")]
    [InlineData("A=x#y", "A=x#y")]
    [InlineData("A=x y  z", "A=x y  z")]
    [InlineData("A='x # y'", "A=x # y")]
    [InlineData("A='x' # c\nB=2", "A=x|B=2")]
    [InlineData("A=\"x\"\nB=\"y\"", "A=x|B=y")]
    [InlineData("A=\"a\nb\"\nB=2", "A=a\nb|B=2")]
    [InlineData("A='a\nb'\nB=2", "A=a\nb|B=2")]
    [InlineData("A=\"a\\nb\\tc\\\\d\\\"e\"", "A=a\nb\tc\\d\"e")]
    [InlineData("A='a\\nb'", "A=a\\nb")]
    [InlineData("A='a\\'b'", "A=a'b")]
    [InlineData("A='a\\\\'\nB=2", "A=a\\\\|B=2")]
    [InlineData("A=\"a\\x\"", "A=a\\x")]
    [InlineData("A=\"\\0101\"", "A=A")]
    [InlineData("A=\"\\08\"", "A=\\08")]
    [InlineData("A=1\nB=$A-${A}", "A=1|B=1-1")]
    [InlineData("A=1\nB='$A'", "A=1|B=$A")]
    [InlineData("A=1\nB=\"$A\"", "A=1|B=1")]
    [InlineData("B=\"\\$A\"", "B=$A")]
    [InlineData("B=$$A", "B=$A")]
    [InlineData("B=${NO:-x}", "B=x")]
    [InlineData("B=$OUTER", "B=outer")]
    [InlineData("OUTER=own\nB=$OUTER", "OUTER=own|B=outer")]
    [InlineData("OUTER", "OUTER=outer")]
    [InlineData("OUTER\nNO_SUCH\nA=1", "OUTER=outer|A=1")]
    [InlineData("A=1\nA=2", "A=2")]
    [InlineData("a.b-c[0]=1", "a.b-c[0]=1")]
    [InlineData("é=1", "é=1")]
    [InlineData("A=\\n", "A=\\n")]
    [InlineData("A=it's", "A=it's")]
    [InlineData("", "")]
    public void A_file_is_read(string text, string expected) => Assert.Equal(expected, string.Join('|', Read(text).Select(static pair => $"{pair.Key}={pair.Value}")));

    [Theory]
    [InlineData("A B=1", "x.env:1:1: the name \"A B\" has a space in it; expected NAME=value.")]
    [InlineData("A=1\n\n=x", "x.env:3:1: a name is missing; expected NAME=value.")]
    [InlineData("A=1\n{a}=x", "x.env:2:1: a name cannot hold '{'; expected NAME=value.")]
    [InlineData("A=1\nB=\"x\n\n", "x.env:2:1: the quote is not closed; expected \" at the end of the value.")]
    [InlineData("A=${", "x.env:1:1: in \"${\" a brace is not closed")]
    [InlineData("A=1\nB=${NO:?why}", "x.env:2:1: the variable NO is not set: why.")]
    public void What_is_wrong_is_told_with_its_line(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<ComposeException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_format_raw_takes_values_as_they_stand()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        VariableFile.ReadRaw("# c\nA=\"x\" $B # d\n\nC='\r\nOUTER\nNO\nD=a=b\n E= e\n{f}=", new ComposeSource("x.env"), variables, Outer);
        Assert.Equal(["A=\"x\" $B # d", "C='", "OUTER=outer", "D=a=b", "E= e", "{f}="], variables.Select(static pair => $"{pair.Key}={pair.Value}"));
    }

    [Theory]
    [InlineData("A=1\nB: 2", "x.env:2:1: the name \"B: 2\" has a space in it; expected NAME=value.")]
    [InlineData("A = 1", "x.env:1:1: the name \"A \" has a space in it; expected NAME=value.")]
    [InlineData("export A=1", "x.env:1:1: the name \"export A\" has a space in it; expected NAME=value.")]
    [InlineData("# c\n\n=x", "x.env:3:1: a name is missing; expected NAME=value.")]
    public void What_is_wrong_in_the_format_raw_is_told_with_its_line(string text, string message) => Assert.Equal(
        message,
        Assert.Throws<ComposeException>(() => VariableFile.ReadRaw(text, new ComposeSource("x.env"), new Dictionary<string, string>(), Outer)).Message);

    [Fact]
    public void Variables_that_multiply_are_stopped()
    {
        string text = "V0=xxxxxxxxxx\n" + string.Concat(Enumerable.Range(1, 40).Select(static index => $"V{index}=$V{index - 1}$V{index - 1}\n"));
        Assert.Contains("too long", Assert.Throws<ComposeException>(() => Read(text)).Message, StringComparison.Ordinal);
    }

    private static string? Outer(string name) => name == "OUTER" ? "outer" : null;

    private static Dictionary<string, string> Read(string text)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        VariableFile.Read(text, new ComposeSource("x.env"), variables, Outer, new ComposeWarnings());
        return variables;
    }
}
