using DockerPS.Engine.Streams.Build;

namespace DockerPS.Tests.Streams.Build;

public sealed class DockerfileTextTests
{
    [Theory]
    [InlineData("FROM alpine", "alpine")]
    [InlineData("\uFEFFfrom alpine:3\r\nRUN x\r\n", "alpine:3")]
    [InlineData("FROM --platform=linux/arm64 a/b:1 AS base\nFROM base\nFROM scratch", "a/b:1")]
    [InlineData("FROM a AS one\nFROM b\nCOPY --from=one /x /\nCOPY --from=0 /x /\nCOPY --chown=1 --from=host:5000/c:2 /x /\nCOPY --from=ONE x /", "a b host:5000/c:2")]
    [InlineData("FROM a as One\nFROM one", "a")]
    [InlineData("# FROM no\n  FROM \\\n # a comment\n\n  a:1 \\\n  AS x\nRUN FROM b", "a:1")]
    [InlineData("# escape=`\nFROM a`\n:1\nRUN dir C:\\\nFROM b", "a b")]
    [InlineData("ARG R=host:5000\nARG T\nFROM ${R}/a:${T:-1}\nFROM $R/b${T:+-x}", "host:5000/a:1 host:5000/b")]
    [InlineData("ARG A=x B=\"y\"\nARG C=${A}/$B\nFROM $C", "x/y")]
    [InlineData("FROM a\nARG V=late\nFROM b$V", "a b")]
    [InlineData("FROM '$x'\nFROM \\$y", "$x $y")]
    [InlineData("FROM", "")]
    [InlineData("FROM ${unclosed", "")]
    [InlineData("", "")]
    public void ImagesAreThoseThatTheEngineMayFetch(string text, string images) =>
        Assert.Equal(images, string.Join(' ', DockerfileText.Parse(text).Images(new Dictionary<string, string?>())));

    [Fact]
    public void BuildArgumentsWinOverDefaults()
    {
        var arguments = new Dictionary<string, string?> { ["R"] = "mine:1", ["N"] = null, ["UNDECLARED"] = "x" };
        Assert.Equal(["mine:1/a", "n/b"], DockerfileText.Parse("ARG R=theirs\nARG N=n\nFROM $R/a\nFROM $N/b\nFROM $UNDECLARED").Images(arguments));
    }
}
