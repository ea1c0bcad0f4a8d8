using DockerPS.Engine.Compose;

namespace DockerPS.Tests.Compose;

public sealed class YamlWritingTests
{
    [Fact]
    public void A_tree_is_written_in_blocks()
    {
        const string Text = """
            name: shop
            services:
              web:
                command:
                  - sh
                  - -c
                  - echo "a b"
                environment:
                  A: "1"
                  B: null
                  C: ""
                ports:
                  - mode: ingress
                    target: 80
                    published: "8080"
                volumes: []
                labels: {}
                script: |
                  one
                  two

            """;
        Assert.Equal(Text.ReplaceLineEndings("\n"), ComposeYaml.Instance.Write(Tree.Read(Text)));
    }

    [Theory]
    [InlineData("plain text")]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0440")]
    [InlineData("1_000")]
    [InlineData("+_5")]
    [InlineData("1e400")]
    [InlineData("22:22")]
    [InlineData("22:22:22.5")]
    [InlineData("2001-01-01")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData(".inf")]
    [InlineData("yes")]
    [InlineData("Off")]
    [InlineData("n")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("true")]
    [InlineData("<<")]
    [InlineData("- a")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("#a")]
    [InlineData("*a")]
    [InlineData("&a")]
    [InlineData("!a")]
    [InlineData("%a")]
    [InlineData("@a")]
    [InlineData("`a")]
    [InlineData("{a}")]
    [InlineData("[a]")]
    [InlineData("'a'")]
    [InlineData("\"a\"")]
    [InlineData(" a ")]
    [InlineData("a\n")]
    [InlineData("a\nb")]
    [InlineData("\na")]
    [InlineData("\n")]
    [InlineData(" a\nb\n")]
    [InlineData("a\n\n\nb\n\n")]
    [InlineData("a\r\nb")]
    [InlineData("a\tb")]
    [InlineData("\ta\nb")]
    [InlineData("a\u0007b\nc")]
    [InlineData("a\u2028b")]
    [InlineData("\U0001F433")]
    [InlineData("---")]
    [InlineData("--- a\nb")]
    [InlineData("?")]
    [InlineData("? a")]
    [InlineData("=")]
    [InlineData("a:")]
    [InlineData("C:\\x")]
    public void A_text_comes_back_as_it_was(string text)
    {
        var root = new ComposeMapping([new("k", ComposeScalar.Of(text)), new("l", new ComposeSequence([ComposeScalar.Of(text)]))]);
        ComposeMapping back = Tree.ReadMapping(ComposeYaml.Instance.Write(root));
        foreach (ComposeNode? node in new[] { back["k"], ((ComposeSequence)back["l"]!)[0] })
        {
            var scalar = Assert.IsType<ComposeScalar>(node);
            Assert.Equal((text, ComposeScalarKind.String), (scalar.Text, scalar.Kind));
        }
    }

    [Theory]
    [InlineData("k")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("<<")]
    [InlineData("a: b")]
    [InlineData("a\nb")]
    [InlineData("")]
    public void A_key_comes_back_as_it_was(string key)
    {
        ComposeMapping back = Tree.ReadMapping(ComposeYaml.Instance.Write(new ComposeMapping([new(key, ComposeScalar.Of(true))])));
        Assert.Equal(key, Assert.Single(back.Keys));
    }

    [Fact]
    public void Tags_of_compose_are_written_again() =>
        Assert.Equal("a: !reset []\nb: !override\n  c: 1\nd: !reset null\n", ComposeYaml.Instance.Write(Tree.Read("a: !reset []\nb: !override {c: 1}\nd: !reset null")));
}
