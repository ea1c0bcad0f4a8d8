using System.Management.Automation;

namespace DockerPS.Tests.Double;

/// <summary>The rows are what PowerShell 7.6 answers.</summary>
public sealed class WildcardTests
{
    [Theory]
    [InlineData("web*", "WEB-1", true)]
    [InlineData("*b*1", "web-1", true)]
    [InlineData("w?b", "web", true)]
    [InlineData("w?b", "wb", false)]
    [InlineData("[a-c]x", "Bx", true)]
    [InlineData("[a-c]x", "dx", false)]
    [InlineData("[!a]", "b", false)]
    [InlineData("[]]", "]", true)]
    [InlineData("a`*", "a*", true)]
    [InlineData("a`*", "ab", false)]
    [InlineData("a`b", "ab", true)]
    [InlineData("", "", true)]
    [InlineData("*", "", true)]
    [InlineData("web", "web-1", false)]
    public void A_pattern_matches_as_in_PowerShell(string pattern, string text, bool matches) =>
        Assert.Equal(matches, new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(text));

    [Theory]
    [InlineData("[a")]
    [InlineData("[c-a]")]
    public void A_broken_pattern_is_refused_when_it_is_used(string pattern) =>
        Assert.Throws<WildcardPatternException>(() => new WildcardPattern(pattern).IsMatch("a"));

    [Theory]
    [InlineData("a]", true)]
    [InlineData("a`*", false)]
    [InlineData("a?", true)]
    [InlineData("a", false)]
    public void Wildcard_characters_are_seen(string pattern, bool contains) =>
        Assert.Equal(contains, WildcardPattern.ContainsWildcardCharacters(pattern));

    [Fact]
    public void Escaping_and_back()
    {
        Assert.Equal("a`*b``c`[d`]`?", WildcardPattern.Escape("a*b`c[d]?"));
        Assert.Equal("a*b`c`", WildcardPattern.Unescape("a`*b`c``"));
    }
}
