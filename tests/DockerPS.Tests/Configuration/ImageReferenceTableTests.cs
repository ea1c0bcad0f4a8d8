using DockerPS.Engine.Configuration;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Configuration;

/// <summary>Docker's own table of references.</summary>
public sealed class ImageReferenceTableTests
{
    /// <summary>The table of the fixture, and the line.</summary>
    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        for (int i = 0; i < s_lines.Length; i++)
            cases.Add(s_lines[i][0], i);
        return cases;
    }

    private static readonly string[][] s_lines = [.. File.ReadLines(Path.Join(Repository.Root, "tests", "Fixtures", "image-references.tsv"))
        .Where(line => !line.StartsWith('#'))
        .Select(line => (line + new string('\t', 9)).Split('\t'))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_read_as_docker_reads_it(string table, int line)
    {
        Assert.NotEmpty(table);
        string text = s_lines[line][1];
        string[] expected = s_lines[line][3..9];
        switch (s_lines[line][2])
        {
            case "valid":
                CheckParts(text, expected);
                break;
            case "takes":
                Assert.EndsWith(text[(text.IndexOf('/', StringComparison.Ordinal) + 1)..], ImageReference.Parse(text).ToString(), StringComparison.Ordinal);
                break;
            case "familiar":
                Assert.NotEqual(text, ImageReference.Parse(text).ToString());
                break;
            case "any":
                Assert.Equal(expected[0], ImageReference.IdOf(text) ?? ImageReference.Parse(text).ToString());
                break;
            case "default":
                Assert.Equal(expected[0], ImageReference.Parse(text).ForRegistry().ToString());
                Assert.Equal(expected[0], ImageReference.Parse(expected[0]).ToString());
                break;
            case "id":
                Assert.True(ImageReference.IsIdentifier(text));
                break;
            case "noid":
                Assert.False(ImageReference.IsIdentifier(text));
                break;
            case "uppercase":
                Assert.Contains("must be lowercase", Assert.Throws<FormatException>(() => ImageReference.Parse(text)).Message, StringComparison.Ordinal);
                break;
            case "toolong":
                Assert.Contains("255 characters", Assert.Throws<FormatException>(() => ImageReference.Parse(text)).Message, StringComparison.Ordinal);
                break;
            case "invalid":
                Assert.Throws<FormatException>(() => ImageReference.Parse(text));
                break;
            default:
                Assert.Fail($"line {line} has an outcome of its own");
                break;
        }
    }

    private static void CheckParts(string text, string[] expected)
    {
        ImageReference reference = ImageReference.Parse(text);
        Assert.Equal(expected[..4], new[] { reference.RegistryHost, reference.Path, reference.Tag ?? "", reference.Digest ?? "" });
        if (expected[4].Length > 0)
        {
            Assert.Equal(expected[4..], new[] { reference.Familiar, reference.ToString() });
        }

        Assert.Equal(reference, ImageReference.Parse(reference.ToString()));
        Assert.Equal(reference, ImageReference.Parse(reference.Familiar));
    }
}
