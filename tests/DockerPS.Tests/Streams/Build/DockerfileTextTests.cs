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
    [InlineData("FROM a\nRUN --mount=type=cache,target=/c --mount=type=bind,from=b:2,target=/x --mount=from=a,target=/y FROM z", "a b:2")]
    [InlineData("FROM a\nRUN <<EOF\nFROM no\nEOF\nFROM b", "a b")]
    [InlineData("FROM a\nCOPY <<-'one' <<\"two\" /x/\nFROM no\n\tone\nFROM no\ntwo\nFROM b", "a b")]
    [InlineData("FROM a\nRUN cat <<EOF\nFROM b", "a b")]
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

    [Theory]
    [InlineData("# syntax=docker/dockerfile:1\nFROM a", "docker/dockerfile:1")]
    [InlineData("#escape=`\n# Syntax = r:5000/f:1 extra\nFROM a", "r:5000/f:1")]
    [InlineData("# a comment\n# syntax=no\nFROM a", null)]
    [InlineData("FROM a\n# syntax=no", null)]
    public void TheFrontendIsThatOfTheDirective(string text, string? image) =>
        Assert.Equal(image, DockerfileText.Parse(text).Frontend(new Dictionary<string, string?>()));

    [Fact]
    public void StagesAreNamedOrNot() =>
        Assert.Equal(["base", null, "Last"], DockerfileText.Parse("FROM a AS base\nFROM --platform=x b\nRUN <<E\nFROM c AS no\nE\nFROM base as Last").Stages);

    [Theory]
    [InlineData("base", 1, "FROM docker.io/library/a", 2, 2)]
    [InlineData("base", 3, "RUN one   two", 5, 7)]
    [InlineData("stage-1", 1, "COPY --from=base /x /x", 10, 10)]
    [InlineData("stage-1", 2, "RUN <<EOF (set -e...)", 11, 13)]
    [InlineData("stage-1", 9, "RUN last", 14, 14)]
    [InlineData(null, 4, "RUN one   two", 5, 7)]
    [InlineData(null, 5, "ENV X=1", 8, 8)]
    [InlineData("base", 9, "RUN what the base image adds", 0, 0)]
    [InlineData(null, 1, "", 0, 0)]
    public void AStepKnowsItsLines(string? stage, int number, string instruction, int first, int last)
    {
        const string Text = "ARG A\nFROM a AS base\n\nWORKDIR /x\nRUN one \\\n# within\n two\nENV X=1\nFROM base\nCOPY --from=base /x /x\nRUN <<EOF\nRUN no\nEOF\nRUN last\n";
        LineRange? lines = DockerfileText.Parse(Text).LinesOf(new BuildStep(number, 9, instruction, stage));
        Assert.Equal(first == 0 ? null : new LineRange(first, last), lines);
    }
}
