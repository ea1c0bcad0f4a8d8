using System.Text;
using DockerPS.Engine.Compose;
using Xunit.Abstractions;

namespace DockerPS.Tests.Compose;

/// <summary>Whatever a file holds: reading it gives a project or the reader's own error, and nothing else. The seeds are fixed; a failing one is printed.</summary>
public sealed class ComposePropertyTests(ITestOutputHelper output)
{
    private static readonly string[] s_keys =
    [
        "services", "a", "b", "image", "build", "context", "args", "ports", "volumes", "environment", "env_file", "labels", "label_file", "depends_on", "networks", "command", "entrypoint", "deploy",
        "replicas", "extends", "service", "file", "include", "path", "secrets", "configs", "source", "target", "healthcheck", "test", "logging", "driver", "ulimits", "x-y", "profiles", "name", "develop",
        "watch", "ipam", "config", "subnet", "external", "extra_hosts", "dns", "<<", "a.b", "", "version", "models", "driver_opts", "o", "device", "additional_contexts", "ssh", "project_directory",
        "required", "format", "links", "network_mode", "published", "mode", "resources", "limits", "cpus", "memory", "placement", "devices", "gpus", "sysctls", "tmpfs", "scale", "container_name",
    ];

    private static readonly string[] s_texts =
    [
        "a", "b", "80:80", "8000-8005:80-85", "127.0.0.1::80", "./x:/y", "C:\\x:/y:ro", "~/x:/y", "A=1", "=", "A", "", "$A", "${A}", "${A:-b}", "${A", "${A:?no}", "$$", "${}", "true", "1", "0440", "1.5", "-1", "null", "~",
        "compose.yaml", "other.yaml", "/dev/null", "..", ".", "https://x/y", "service:a", "x\ny", "\u0007", "é", "1m30s", "512m", "*", "service_healthy", "bind", "local", "raw", "99999999999999999999", "[::1]:80:80", "80/foo", "a:b:c:d:e",
    ];

    private static readonly string[] s_pieces = ["$", "$$", "{", "}", "${", "A", "NO", ":", "-", "?", "+", "x", " ", "\n", "\"", "'", "\\", "=", "#", "é", "\0", "export ", "\r\n", "[", "]", "_", "1"];

    [Fact]
    public void Random_trees_are_merged_or_refused()
    {
        int merged = 0;
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            Guard(seed, () =>
            {
                ComposeNode earlier = ComposeMerger.Settle(MergeRule.Root, Mapping(random, 5));
                ComposeNode later = ComposeMerger.Merge(MergeRule.Root, earlier, Mapping(random, 5), keepTags: seed % 3 == 0);
                ComposeMerger.Merge(MergeRule.Root, earlier, later);
                merged++;
            });
        }
        Assert.InRange(merged, 500, 2999);
    }

    [Fact]
    public void Random_texts_are_filled_in_or_refused()
    {
        int filled = 0;
        for (int seed = 0; seed < 20_000; seed++)
        {
            string text = Text(new Random(seed));
            Guard(seed, () =>
            {
                ComposeNode node = new Interpolator(static name => name == "A" ? "a$A" : null, new ComposeWarnings(), static (_, _) => { }).Interpolate(new ComposeScalar(text, isPlain: false, ComposePosition.None));
                filled += node is ComposeScalar ? 1 : 0;
            });
            Guard(seed, () => VariableFile.Read(text, new ComposeSource("x"), new Dictionary<string, string>(), static _ => null, new ComposeWarnings()));
        }
        Assert.InRange(filled, 2000, 19_999);
    }

    [Fact]
    public void Random_projects_are_read_or_refused()
    {
        int read = 0;
        using Project project = new Project().Write("other.yaml", "services: {a: {image: o, volumes: ['./x:/x']}, b: {extends: a}}");
        for (int seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            project.Write("compose.yaml", ComposeYaml.Instance.Write(Root(random)));
            Guard(seed, () =>
            {
                project.Load(options => options with { NoConsistency = seed % 2 == 0, NoInterpolate = seed % 5 == 0 });
                read++;
            });
        }
        Assert.InRange(read, 20, 1499);
    }

    [Fact]
    public void Broken_YAML_is_read_or_refused()
    {
        string good = File.ReadAllText(Support.Repository.File("tests", "Fixtures", "compose", "host", "compose.yaml")) + File.ReadAllText(Support.Repository.File("tests", "Fixtures", "compose", "anchors", "compose.yaml"));
        string signs = "{}[]&*!|>'\"%@`#:-?,<\t\n \0\u0085\uFEFF~";
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            int start = random.Next(good.Length);
            var text = new StringBuilder(good, start, Math.Min(400, good.Length - start), 1024);
            for (int change = random.Next(6); change >= 0; change--)
                text.Insert(random.Next(text.Length + 1), signs[random.Next(signs.Length)]);
            Guard(seed, () => ComposeYaml.Instance.Read(text.ToString(), new ComposeSource("x.yaml")));
        }
    }

    [Fact]
    public void Random_aliases_make_small_trees_or_are_refused()
    {
        int read = 0;
        for (int seed = 0; seed < 600; seed++)
        {
            string text = Aliases(new Random(seed));
            Guard(seed, () =>
            {
                ComposeNode root = Assert.Single(ComposeYaml.Instance.Read(text, new ComposeSource("x.yaml")));
                int count = 0;
                Measure(root, 0, ref count);
                Assert.InRange(count, 1, 250_000);
                read++;
            });
        }
        Assert.InRange(read, 100, 599);
    }

    [Fact]
    public void Random_trees_are_written_and_read_again()
    {
        for (int seed = 0; seed < 1000; seed++)
        {
            ComposeMapping tree = Mapping(new Random(seed), 4, withNames: true);
            string yaml = ComposeYaml.Instance.Write(tree);
            string back = Tree.Show(Tree.Read(yaml));
            Assert.True(Tree.Show(tree) == back, $"seed {seed}: {yaml}");
        }
    }

    /// <summary>Anchors that stand in each other, up to 90 deep as they are written, at times under keys that are very long.</summary>
    private static string Aliases(Random random)
    {
        var text = new StringBuilder();
        int anchors = 1 + random.Next(6);
        for (int anchor = 0; anchor < anchors; anchor++)
        {
            int depth = random.Next(90);
            bool isList = random.Next(2) == 0;
            string key = random.Next(4) == 0 ? new string('k', random.Next(5000)) : "k";
            text.Append(null, $"? {key}{anchor}\n: &a{anchor} {string.Concat(Enumerable.Repeat(isList ? "[" : "{ k: ", depth))}");
            text.Append('[');
            for (int item = random.Next(12); item > 0; item--)
                text.Append(anchor == 0 || random.Next(3) == 0 ? "x, " : $"*a{random.Next(anchor)} , ");
            text.Append(']').Append(isList ? ']' : '}', depth).Append('\n');
        }
        return text.ToString();
    }

    private static void Measure(ComposeNode node, int depth, ref int count)
    {
        count++;
        Assert.InRange(depth, 0, 100);
        foreach (ComposeNode child in node is ComposeMapping mapping ? mapping.Select(static entry => entry.Value) : node as IEnumerable<ComposeNode> ?? [])
            Measure(child, depth + 1, ref count);
    }

    private void Guard(int seed, Action action)
    {
        try
        {
            action();
        }
        catch (ComposeException)
        {
            // That is what it may throw.
        }
        catch (Exception)
        {
            output.WriteLine($"seed {seed}");
            throw;
        }
    }

    private static ComposeMapping Root(Random random)
    {
        var services = new ComposeMapping(((string[])["a", "b", "c"]).Take(1 + random.Next(3)).Select(name => KeyValuePair.Create<string, ComposeNode>(name, Service(random))));
        return random.Next(3) > 0
            ? new ComposeMapping([new("services", services)])
            : new ComposeMapping([new("services", services), new(Pick(random, ["networks", "volumes", "secrets", "configs", "include", "x-z"]), Node(random, 3))]);
    }

    private static ComposeNode Service(Random random)
    {
        if (random.Next(20) == 0)
            return Node(random, 3);
        var entries = new Dictionary<string, ComposeNode>(StringComparer.Ordinal) { ["image"] = ComposeScalar.Of("i") };
        for (int count = random.Next(3); count > 0; count--)
            entries[Pick(random, s_keys)] = Node(random, 3);
        return new ComposeMapping(entries);
    }

    private static ComposeMapping Mapping(Random random, int depth, bool withNames = false)
    {
        var entries = new Dictionary<string, ComposeNode>(StringComparer.Ordinal);
        for (int count = random.Next(5); count > 0; count--)
        {
            string key = Pick(random, s_keys);
            if (!withNames || key != "<<")
                entries[key] = Node(random, depth - 1, withNames);
        }
        return (ComposeMapping)Tagged(random, new ComposeMapping(entries), withNames);
    }

    private static ComposeNode Node(Random random, int depth, bool withNames = false) => random.Next(depth <= 0 ? 2 : 5) switch
    {
        0 or 1 => Tagged(random, new ComposeScalar(Pick(random, s_texts), isPlain: false, ComposePosition.None), withNames),
        2 => Tagged(random, new ComposeSequence(Enumerable.Range(0, random.Next(4)).Select(_ => Node(random, depth - 1, withNames)), ComposePosition.None), withNames),
        3 when !withNames => ComposeScalar.Null(),
        _ => Mapping(random, depth, withNames),
    };

    private static ComposeNode Tagged(Random random, ComposeNode node, bool never) => never || random.Next(12) > 0 ? node : node.With(node.Position, random.Next(2) == 0 ? "!reset" : "!override");

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (int count = random.Next(12); count > 0; count--)
            text.Append(Pick(random, s_pieces));
        return text.ToString();
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
