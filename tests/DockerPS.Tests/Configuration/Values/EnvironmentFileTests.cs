using System.Text;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Tests.Configuration.Values;

public sealed class EnvironmentFileTests
{
    [Fact]
    public void Takes_lines_as_they_are()
    {
        const string Content =
            "foo=bar\n    baz=quux\n# comment\n\n_foobar=foobaz\nwith.dots=working\nand_underscore=working too\nquoted=\"a b\" \nequals=a=b\n empty=\n    \t  ";

        Assert.Equal(
            ["foo=bar", "baz=quux", "_foobar=foobaz", "with.dots=working", "and_underscore=working too", "quoted=\"a b\" ", "equals=a=b", "empty="],
            Parse(Content));
    }

    [Fact]
    public void A_name_alone_takes_its_value_from_the_environment_or_goes()
    {
        const string Content = "# comment=\nVAR=VAR_VALUE\nEMPTY_VAR=\nUNDEFINED_VAR\nDEFINED_VAR\nBLANK_VAR\n";
        Dictionary<string, string> environment = new() { ["DEFINED_VAR"] = "defined-value", ["BLANK_VAR"] = "" };

        Assert.Equal(
            ["VAR=VAR_VALUE", "EMPTY_VAR=", "DEFINED_VAR=defined-value", "BLANK_VAR="],
            EnvironmentFile.Parse(Encoding.UTF8.GetBytes(Content), "x.env", environment.GetValueOrDefault));
        Assert.Equal(["VAR=VAR_VALUE", "EMPTY_VAR="], Parse(Content));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("#")]
    public void Nothing_gives_nothing(string content) => Assert.Empty(Parse(content));

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_go() => Assert.Equal(["A=1", "B=2"], Parse("\uFEFFA=1\r\nB=2\r\n"));

    [Fact]
    public void Reads_unicode_and_long_lines()
    {
        string value = new('\u00e9', 100_000);

        Assert.Equal(["A=" + value], Parse("A=" + value));
    }

    [Theory]
    [InlineData("A=1\n    f   =s3cret", 2, "blank in its name")]
    [InlineData("s3cret s3cret", 1, "blank in its name")]
    [InlineData("# x\n\n=s3cret", 3, "no name")]
    [InlineData("A=s3cret\0", 1, "zero byte")]
    public void Refuses_with_file_and_line_and_without_the_value(string content, int line, string problem)
    {
        FormatException error = Assert.Throws<FormatException>(() => Parse(content));

        Assert.StartsWith($"Line {line} of 'x.env'", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_what_is_not_utf8()
    {
        FormatException error = Assert.Throws<FormatException>(() => EnvironmentFile.Parse([.. "A=1\nB="u8, 0xff], "x.env", null));

        Assert.StartsWith("Line 2 of 'x.env' is not UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_a_file()
    {
        using SettingsFolder folder = new();

        Assert.Equal(["A=1"], EnvironmentFile.Read(folder.Write("x.env", "A=1"), null));
    }

    private static IReadOnlyList<string> Parse(string content) => EnvironmentFile.Parse(Encoding.UTF8.GetBytes(content), "x.env", null);
}
