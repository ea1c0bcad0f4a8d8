using System.Text;
using DockerPS.Engine.Compose;

namespace DockerPS.Tests.Compose;

public sealed class YamlReadingTests
{
    [Theory]
    [InlineData("a: 1", "{a: 1}")]
    [InlineData("a: '1'", "{a: '1'}")]
    [InlineData("a:\n  - x\n  - {b: c}", "{a: ['x', {b: 'c'}]}")]
    [InlineData("a:", "{a: null}")]
    [InlineData("a: ~\nb: Null\nc: 'null'", "{a: null, b: null, c: 'null'}")]
    [InlineData("a: yes\nb: True\nc: on", "{a: 'yes', b: True, c: 'on'}")]
    [InlineData("a: 22:22", "{a: '22:22'}")]
    [InlineData("a: 0440\nb: 0x1F\nc: 0o17\nd: -5", "{a: 0440, b: 0x1F, c: 0o17, d: -5}")]
    [InlineData("a: 1.5\nb: .5\nc: 1e3\nd: .inf\ne: 1.2.3", "{a: 1.5, b: .5, c: 1e3, d: .inf, e: '1.2.3'}")]
    [InlineData("a: |\n  x\n  y\nb: >\n  x\n  y\n", "{a: 'x\ny\n', b: 'x y\n'}")]
    [InlineData("'1': a\n!!str true: b", "{1: 'a', true: 'b'}")]
    [InlineData("a: [1_000, -1_0, 1_0.5, 0x_1f, 1_]\nb: [_1, -_, ._5, 0x_, '1_0']", "{a: [1000, -10, 10.5, 0x1f, 1], b: ['_1', '-_', '._5', '0x_', '1_0']}")]
    [InlineData("a: [0b101, -0x1f, 0X1F, 0O7, -0b1_0]\nb: [0b12, 0x-1, 0b, 0o9]", "{a: [0b101, -0x1f, 0X1F, 0O7, -0b10], b: ['0b12', '0x-1', '0b', '0o9']}")]
    [InlineData("a: [1e400, -1e400, 1e300]", "{a: ['1e400', '-1e400', 1e300]}")]
    [InlineData("a: !!binary aGVsbG8=\nb: !!binary |\n  MT\n  I=", "{a: tag:yaml.org,2002:str 'hello', b: tag:yaml.org,2002:str '12'}")]
    [InlineData("a: !!str 12\nb: !!int '12'", "{a: tag:yaml.org,2002:str '12', b: tag:yaml.org,2002:int 12}")]
    [InlineData("a: !reset []\nb: !override {c: 1}\nd: !reset null", "{a: !reset [], b: !override {c: 1}, d: !reset null}")]
    [InlineData("\uFEFFa: 1", "{a: 1}")]
    public void A_text_is_read(string text, string tree) => Assert.Equal(tree, Tree.Show(Tree.Read(text)));

    [Theory]
    [InlineData("a: &x {k: 1}\nb: *x", "{a: {k: 1}, b: {k: 1}}")]
    [InlineData("a: &x {k: 1, l: 2}\nb: {<<: *x, l: 3}", "{a: {k: 1, l: 2}, b: {l: 3, k: 1}}")]
    [InlineData("a: &x {k: 1}\nb: &y {k: 2, m: 3}\nc: {<<: [*x, *y], n: 4}", "{a: {k: 1}, b: {k: 2, m: 3}, c: {n: 4, k: 1, m: 3}}")]
    [InlineData("a: &x [1]\na2: &x [2]\nb: *x", "{a: [1], a2: [2], b: [2]}")]
    [InlineData("a: {'<<': 1}", "{a: {<<: 1}}")]
    [InlineData("a: {<<: {k: 1}}", "{a: {k: 1}}")]
    public void Anchors_and_merge_keys(string text, string tree) => Assert.Equal(tree, Tree.Show(Tree.Read(text)));

    [Fact]
    public void Every_node_knows_its_place()
    {
        ComposeMapping root = Tree.ReadMapping("services:\n  web:\n    ports:\n      - 80\n      - target: 81\n    x.y: 1\n");
        var services = (ComposeMapping)root["services"]!;
        var web = (ComposeMapping)services["web"]!;
        var ports = (ComposeSequence)web["ports"]!;
        Assert.Equal((4, 9, "services.web.ports[0]"), (ports[0].Line, ports[0].Column, ports[0].Path));
        var target = (ComposeMapping)ports[1];
        Assert.Equal((5, 9, "services.web.ports[1].target"), (target.Entry("target")!.Key.Line, target.Entry("target")!.Key.Column, target["target"]!.Path));
        Assert.Equal("services.web.\"x.y\"", web["x.y"]!.Path);
    }

    [Fact]
    public void An_alias_stands_where_it_is_used_and_its_text_where_it_was_written()
    {
        ComposeMapping root = Tree.ReadMapping("x-a: &a\n  ports: [p]\nservices:\n  web:\n    <<: *a\n");
        ComposeNode port = ((ComposeSequence)((ComposeMapping)((ComposeMapping)root["services"]!)["web"]!)["ports"]!)[0];
        Assert.Equal("compose.yaml:2:11: services.web.ports[0]: no", port.Say("no"));
    }

    [Theory]
    [InlineData("a: [", 2, "the text is no YAML")]
    [InlineData("a: b: c", 1, "the text is no YAML")]
    [InlineData("a: 1\n b: 2", 2, "the text is no YAML")]
    [InlineData("a: 1\n\tb: 2", 1, "the text is no YAML")]
    [InlineData("a: 'x", 1, "the text is no YAML")]
    [InlineData("a: *x", 1, "there is no anchor &x before *x")]
    [InlineData("a: &x [*x]", 1, "*x stands in what it names itself")]
    [InlineData("a: 1\na: 2", 2, "the key stands here twice, first at compose.yaml:1:1")]
    [InlineData("s:\n  a: 1\n  b: 2\n  a: 3", 4, "s.a: the key stands here twice, first at compose.yaml:2:3")]
    [InlineData("a: {<<: {b: 1}, <<: {c: 1}}", 1, "the key stands here twice")]
    [InlineData("a:\n  <<: 5", 2, "<< cannot merge \"5\"; expected a mapping, or a list of them")]
    [InlineData("? [a]\n: 1", 1, "a key is a list or a mapping")]
    [InlineData("~: 1", 1, "a key is missing")]
    [InlineData("s:\n  1: x", 2, "s: the key 1 is no text; expected quotes: \"1\"")]
    [InlineData("true: x", 1, "the key true is no text")]
    [InlineData("x-a:\n  b: {1.5: x}", 2, "x-a.b: the key 1.5 is no text")]
    [InlineData("a: !!binary '@'", 1, "a: what stands behind !!binary is no text in base64")]
    [InlineData("a: !!binary /w==", 1, "a: what stands behind !!binary is no text in base64")]
    public void What_is_wrong_is_told_with_its_place(string text, int line, string message)
    {
        ComposeException error = Tree.Error(text);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"compose.yaml:{line}:", error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
    }

    [Fact]
    public void Aliases_that_multiply_are_stopped()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 10; level++)
            text.Append(null, $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");
        Assert.Contains("more than 250000 values", Tree.Error(text.ToString()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Depth_is_limited(char open) =>
        Assert.Contains("nested deeper than 100", Tree.Error(string.Concat(Enumerable.Repeat(open == '[' ? "[" : "{a: ", 5000))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Depth_through_aliases_is_limited(char open)
    {
        // Each is 60 deep as it is written, and stands in the one behind it.
        (string before, string after) = open == '[' ? ("[", "]") : ("{a: ", "}");
        string opens = string.Concat(Enumerable.Repeat(before, 60));
        string closes = string.Concat(Enumerable.Repeat(after, 60));
        string first = $"a0: &a0 {opens}x{closes}\n";
        Assert.Equal(60, DepthOf(Tree.ReadMapping(first)["a0"]!));
        ComposeException error = Tree.Error(first + string.Concat(Enumerable.Range(1, 70).Select(level => $"a{level}: &a{level} {opens}*a{level - 1}{closes}\n")));
        Assert.Contains("nested deeper than 100", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("compose.yaml:1:", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("a1", error.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Merged_mappings_of_merged_mappings_are_no_deeper_for_it()
    {
        string text = "a0: &a0 {k0: 1}\n" + string.Concat(Enumerable.Range(1, 150).Select(static level => $"a{level}: &a{level} {{<<: *a{level - 1}, k{level}: 1}}\n"));
        Assert.Equal(151, ((ComposeMapping)Tree.ReadMapping(text)["a150"]!).Count);
    }

    [Fact]
    public void Values_under_a_long_key_share_it()
    {
        const int keyLength = 100_000;
        const int items = 20_000;
        string text = $"? {new string('k', keyLength)}\n: [{string.Join(',', Enumerable.Repeat("x", items))}]\n";
        Tree.Read("a: 1");
        long before = GC.GetAllocatedBytesForCurrentThread();
        ComposeMapping root = Tree.ReadMapping(text);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // Every value with a path of its own would be 4 GB.
        Assert.InRange(allocated, 0, 400L << 20);
        var list = (ComposeSequence)root[0].Value;
        Assert.Equal(new string('k', keyLength) + $"[{items - 1}]", list[items - 1].Path);
    }

    private static int DepthOf(ComposeNode node) => node switch
    {
        ComposeMapping mapping => 1 + mapping.Select(static entry => DepthOf(entry.Value)).DefaultIfEmpty().Max(),
        ComposeSequence sequence => 1 + sequence.Select(DepthOf).DefaultIfEmpty().Max(),
        _ => 0,
    };

    [Fact]
    public void Several_documents_are_several_roots_and_empty_ones_none()
    {
        IReadOnlyList<ComposeNode> roots = ComposeYaml.Instance.Read("a: 1\n---\n---\nb: 2\n---\n# no more\n", new ComposeSource("x"));
        Assert.Equal(["{a: 1}", "{b: 2}"], roots.Select(Tree.Show));
        Assert.Empty(ComposeYaml.Instance.Read("# nothing\n", new ComposeSource("x")));
        Assert.Empty(ComposeYaml.Instance.Read("", new ComposeSource("x")));
    }

    [Theory]
    [InlineData("0440", 288L)]
    [InlineData("440", 440L)]
    [InlineData("0o17", 15L)]
    [InlineData("0x1f", 31L)]
    [InlineData("0b101", 5L)]
    [InlineData("-12", -12L)]
    [InlineData("+12", 12L)]
    [InlineData("0", 0L)]
    [InlineData("089", 89L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData("0x", null)]
    [InlineData("1.5", null)]
    [InlineData("12a", null)]
    public void Whole_numbers(string text, long? expected) =>
        Assert.Equal(expected, ScalarText.TryReadInteger(text, out long value) ? value : null);

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("10", 10.0)]
    [InlineData(".5", 0.5)]
    [InlineData("1e3", 1000.0)]
    [InlineData("-.inf", double.NegativeInfinity)]
    [InlineData("1,5", null)]
    [InlineData("x", null)]
    [InlineData("Infinity", null)]
    public void Numbers(string text, double? expected) =>
        Assert.Equal(expected, ScalarText.TryReadNumber(text, out double value) ? value : null);
}
