using DockerPS.Engine.Streams.Build;

namespace DockerPS.Tests.Streams.Build;

/// <summary>The facts are those of moby/patternmatcher, looked up in its own tests; the last groups were read from its code.</summary>
public sealed class DockerIgnoreTests
{
    [Theory]
    [InlineData("*", "main.go", true)]
    [InlineData("*", "dir/main.go", true)]
    [InlineData("*.go", "main.go", true)]
    [InlineData("*.go", "dir/main.go", false)]
    [InlineData("dir", "dir/sub/file", true)]
    [InlineData("dir/", "dir/file", true)]
    [InlineData("/dir", "dir/file", true)]
    [InlineData("./dir//sub/../", "dir/file", true)]
    [InlineData("/../dir", "dir", true)]
    [InlineData("../dir", "dir", false)]
    [InlineData(".", "dir", false)]
    [InlineData("/", "dir", false)]
    [InlineData("dir", "directory", false)]
    [InlineData("dir", "other/dir", false)]
    [InlineData("a/*.txt", "a/file.txt", true)]
    [InlineData("a/*.txt", "a/dir/file.txt", false)]
    [InlineData("a*/b", "abc/b", true)]
    [InlineData("a*/b", "a/c/b", false)]
    [InlineData("a*b*c*d*e*/f", "axbxcxdxexxx/f", true)]
    [InlineData("a*b*c*d*e*/f", "axbxcxdxe/xxx/f", false)]
    [InlineData("a*b?c*x", "abxbbxdbxebxczzx", true)]
    [InlineData("a*b?c*x", "abxbbxdbxebxczzy", false)]
    [InlineData("a?b", "a/b", false)]
    [InlineData("a?b", "a☺b", true)]
    [InlineData("a?b", "a🐳b", true)]
    [InlineData("a???b", "a☺b", false)]
    public void StarsAndQuestionMarksStayInTheirFolder(string pattern, string path, bool ignored) => Check(pattern, path, ignored);

    [Theory]
    [InlineData("**", "file", true)]
    [InlineData("**", "dir/file", true)]
    [InlineData("**/", "dir/file", true)]
    [InlineData("**/**", "dir/file", true)]
    [InlineData("dir/**", "dir/sub/file", true)]
    [InlineData("dir/**", "dir", false)]
    [InlineData("dir/**", "directory", false)]
    [InlineData("dir**", "directory/file", true)]
    [InlineData("**/dir", "dir", true)]
    [InlineData("**/dir", "a/b/dir/file", true)]
    [InlineData("**/dir", "mydir", false)]
    [InlineData("**/.foo", "bar.foo", false)]
    [InlineData("**/dir2/*", "dir/dir2/file", true)]
    [InlineData("**/dir2/**", "dir/dir2/dir3/file", true)]
    [InlineData("**/file*txt", "dir/dir/file.txt", true)]
    [InlineData("**/**/*.txt", "file.txt", true)]
    [InlineData("**/**/*.txt2", "dir/dir/file.txt", false)]
    [InlineData("a**/*.txt", "a/dir/dir/file.txt", true)]
    [InlineData("a/*.txt**", "a/file.txt", true)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a/**/b", "ab", false)]
    [InlineData("**/foo/bar", "dir/dir2/foo/bar", true)]
    [InlineData("***", "file", true)]
    public void DoubleStarsCrossFolders(string pattern, string path, bool ignored) => Check(pattern, path, ignored);

    [Theory]
    [InlineData("**file", "dir/file", true)]
    [InlineData("**file", "dir/myfile", true)]
    [InlineData("**file*", "dir/myfile", false)]
    public void DoubleStarBeforeAPlainNameMeansEndsWith(string pattern, string path, bool ignored) => Check(pattern, path, ignored);

    [Theory]
    [InlineData("a[b-d]e", "ace", true)]
    [InlineData("a[b-d]e", "aze", false)]
    [InlineData("a[^b-d]e", "aze", true)]
    [InlineData("a[^b-d]e", "ace", false)]
    [InlineData("a[!b]e", "a!e", true)]
    [InlineData("[a-ζ]*", "α", true)]
    [InlineData("*[a-ζ]", "A", false)]
    [InlineData("[\\]a]", "]", true)]
    [InlineData("[x\\-]", "-", true)]
    [InlineData("[\\-x]", "a", false)]
    [InlineData("a\\*b", "a*b", true)]
    [InlineData("a\\*b", "axb", false)]
    [InlineData("a\\\\", "a\\", true)]
    [InlineData("**/a\\?", "dir/a?", true)]
    [InlineData("a.|)$(}+{bc", "a.|)$(}+{bc", true)]
    [InlineData("abc.def", "abcZdef", false)]
    [InlineData("*.d", "ad", false)]
    [InlineData("ends]", "ends]", true)]
    public void SetsAndEscapes(string pattern, string path, bool ignored) => Check(pattern, path, ignored);

    [Theory]
    [InlineData("docs\n!docs/README.md", "docs/README.md", false)]
    [InlineData("docs\n!docs/README.md", "docs/other.md", true)]
    [InlineData("!main.go\n*.go", "main.go", true)]
    [InlineData("*.go\n!main.go", "main.go", false)]
    [InlineData("**\n!util/docker/web", "util/docker/web/foo", false)]
    [InlineData("**\n!util/docker/web\nutil/docker/web/foo", "util/docker/web/foo", true)]
    [InlineData("**\n!dist/*.whl", "dist/proxy.py-2.4.0rc3+g08.whl", false)]
    [InlineData("*.md\n!README*.md\nREADME-secret.md", "README-secret.md", true)]
    [InlineData("*.md\nREADME-secret.md\n!README*.md", "README-secret.md", false)]
    [InlineData("*\n!**/*.txt", "a/b/c.txt", false)]
    public void LastMatchDecides(string patterns, string path, bool ignored) => Check(patterns, path, ignored);

    [Theory]
    [InlineData("\uFEFFfile", "file", true)]
    [InlineData("# comment\r\n  file \t \r\n\r\n", "file", true)]
    [InlineData("#file", "#file", false)]
    [InlineData(" #file", "#file", true)]
    [InlineData("\\#file", "#file", true)]
    [InlineData("*\n  ! /file  ", "file", false)]
    [InlineData("two words", "two words", true)]
    public void LinesAreTrimmedAndCommentsSkipped(string text, string path, bool ignored) => Check(text, path, ignored);

    [Theory]
    [InlineData("!")]
    [InlineData("! /")]
    [InlineData("[")]
    [InlineData("a[")]
    [InlineData("[^")]
    [InlineData("[^bc")]
    [InlineData("[]a]")]
    [InlineData("[-]")]
    [InlineData("[x-]")]
    [InlineData("[-x]")]
    [InlineData("[a-b-c]")]
    [InlineData("[Local-Only]/")]
    [InlineData("trailing\\")]
    [InlineData("src\\main.go")]
    [InlineData("[\\d]")]
    [InlineData("a\\\u00fc")]
    public void MalformedPatternsAreRefusedByLine(string pattern)
    {
        BuildContextException error = Assert.Throws<BuildContextException>(() => DockerIgnore.Parse("ok\n" + pattern, "/ctx/.dockerignore", isWindows: false));
        Assert.Contains("line 2 of '/ctx/.dockerignore'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{pattern}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dir\\sub\\", "dir/sub/file", true)]
    [InlineData("dir\\*.txt", "dir/a.txt", true)]
    [InlineData("**\\bin", "a/bin/x.dll", true)]
    [InlineData(".\\dir", "dir", true)]
    public void BackslashIsASeparatorOnWindows(string pattern, string path, bool ignored) => Check(pattern, path, ignored, isWindows: true);

    [Fact]
    public void KeptPathsAreTakenByTheLetter()
    {
        DockerIgnore ignore = Parse("**");
        ignore.Keep("sub/Docker[file]*");
        Assert.False(ignore.IsIgnored("sub/Docker[file]*"));
        Assert.True(ignore.IsIgnored("sub/Dockerf"));
        Assert.True(ignore.MayKeepBelow("sub"));
        Assert.False(ignore.MayKeepBelow("other"));
    }

    [Theory]
    [InlineData("dir\n!dir/sub/keep", "dir", true)]
    [InlineData("dir\n!dir/sub/keep", "dir/sub", true)]
    [InlineData("dir\n!dir/sub/keep", "dir/other", false)]
    [InlineData("dir\n!other", "dir", false)]
    [InlineData("*\n!d*/keep", "dir", true)]
    [InlineData("*\n!d*/keep", "dir/sub", false)]
    [InlineData("*\n!d*/keep", "other", false)]
    [InlineData("*\n!**/*.txt", "any/where", true)]
    [InlineData("*\n!**/keep", "any/where", true)]
    [InlineData("*\n!dir/**", "dir", true)]
    [InlineData("*\n!dir/**", "dir/sub", true)]
    [InlineData("*\n!dir/**", "directory", false)]
    [InlineData("*", "dir", false)]
    public void IgnoredFoldersAreWalkedOnlyWhereSomethingMayBeKept(string patterns, string folder, bool walked) =>
        Assert.Equal(walked, Parse(patterns).MayKeepBelow(folder));

    [Fact]
    public void PathologicalPatternsTakeNoTime()
    {
        // A backtracking matcher would still be at it when the sun burns out.
        string pattern = string.Concat(Enumerable.Repeat("**/*a", 30)) + "b";
        Assert.False(Parse(pattern).IsIgnored(string.Concat(Enumerable.Repeat("a/", 500)) + "c"));
    }

    [Fact]
    public void PatternsLongerThanTheStackBufferMatchToo()
    {
        string name = new('x', 400);
        Check("*" + name, "y" + name, ignored: true);
        Check("?" + name, name, ignored: false);
    }

    private static DockerIgnore Parse(string text, bool isWindows = false) => DockerIgnore.Parse(text, ".dockerignore", isWindows);

    /// <summary>Asks for the path alone, and by walking down to it as the scanner does.</summary>
    private static void Check(string patterns, string path, bool ignored, bool isWindows = false)
    {
        DockerIgnore ignore = Parse(patterns, isWindows);
        Assert.Equal(ignored, ignore.IsIgnored(path));

        bool[]? above = null;
        bool result = false;
        string[] parts = path.Split('/');
        for (int i = 1; i <= parts.Length; i++)
        {
            bool[] matched = ignore.NewMatched();
            result = ignore.IsIgnored(string.Join('/', parts[..i]), above, matched);
            above = matched;
        }

        Assert.Equal(ignored, result);
    }
}
