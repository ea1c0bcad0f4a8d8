using DockerPS.Engine.Compose;

namespace DockerPS.Tests.Compose;

public sealed class TemplateTests
{
    private static readonly Dictionary<string, string> s_variables = new(StringComparer.Ordinal) { ["A"] = "a", ["B_2"] = "b", ["EMPTY"] = "", ["_x"] = "under", ["D"] = "$A" };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("$A", "a")]
    [InlineData("${A}", "a")]
    [InlineData("x${A}y$B_2-z", "xayb-z")]
    [InlineData("$A$A", "aa")]
    [InlineData("$_x", "under")]
    [InlineData("$$A", "$A")]
    [InlineData("$$$A", "$a")]
    [InlineData("$$$$", "$$")]
    [InlineData("$${A}", "${A}")]
    [InlineData("$1 $ $- a$", "$1 $ $- a$")]
    [InlineData("100%", "100%")]
    [InlineData("{A}", "{A}")]
    [InlineData("${A:-x}", "a")]
    [InlineData("${A-x}", "a")]
    [InlineData("${NO:-x}", "x")]
    [InlineData("${NO-x}", "x")]
    [InlineData("${EMPTY:-x}", "x")]
    [InlineData("${EMPTY-x}", "")]
    [InlineData("${NO:-}", "")]
    [InlineData("${NO:-a b: c}", "a b: c")]
    [InlineData("${A:+x}", "x")]
    [InlineData("${A+x}", "x")]
    [InlineData("${EMPTY:+x}", "")]
    [InlineData("${EMPTY+x}", "x")]
    [InlineData("${NO:+x}", "")]
    [InlineData("${NO+x}", "")]
    [InlineData("${A:?m}", "a")]
    [InlineData("${EMPTY?m}", "")]
    [InlineData("${NO:-$A}", "a")]
    [InlineData("${NO:-${A}}", "a")]
    [InlineData("${NO:-${NO2:-${B_2}}}!", "b!")]
    [InlineData("${NO:-${NO2:-x}y}z", "xyz")]
    [InlineData("${A:+${B_2}}", "b")]
    [InlineData("${NO:-$$A}", "$A")]
    [InlineData("${NO:-{\"a\": {}}}", "{\"a\": {}}")]
    [InlineData("${NO:-http://h:80/?q=1}", "http://h:80/?q=1")]
    [InlineData("${NO:-:-}", ":-")]
    [InlineData("${D}", "$A")]
    [InlineData("${NO:-é}", "é")]
    public void Variables_are_put_in(string text, string expected) => Assert.Equal(expected, TemplateText.Parse(text).Substitute(Scope()));

    [Theory]
    [InlineData("${}")]
    [InlineData("${ A}")]
    [InlineData("${A }")]
    [InlineData("${1A}")]
    [InlineData("${A")]
    [InlineData("${A:-${B}")]
    [InlineData("x ${A!b}")]
    [InlineData("${A:}")]
    [InlineData("${A:b}")]
    [InlineData("${A/b/c}")]
    [InlineData("${-x}")]
    [InlineData("${NO:-${}}")]
    public void What_is_no_variable_is_an_error(string text)
    {
        TemplateException error = Assert.Throws<TemplateException>(() => TemplateText.Parse(text));
        Assert.Contains("$$ for a dollar sign", error.Expected, StringComparison.Ordinal);
        Assert.False(error.IsMissingVariable);
    }

    [Theory]
    [InlineData("${NO:?set it}", "the variable NO is not set: set it")]
    [InlineData("${NO?set it}", "the variable NO is not set: set it")]
    [InlineData("${EMPTY:?set it}", "the variable EMPTY is empty: set it")]
    [InlineData("${NO?}", "the variable NO is not set")]
    [InlineData("${NO?because $A}", "the variable NO is not set: because a")]
    [InlineData("${NO:-${NO2:?deep}}", "the variable NO2 is not set: deep")]
    public void A_variable_that_must_be_set_is_told(string text, string message)
    {
        TemplateException error = Assert.Throws<TemplateException>(() => TemplateText.Parse(text).Substitute(Scope()));
        Assert.Equal((message, true), (error.Message, error.IsMissingVariable));
    }

    [Fact]
    public void A_variable_that_is_not_set_is_empty_and_told_of()
    {
        List<string> missing = [];
        Assert.Equal("[]", TemplateText.Parse("[$NO${NO2}${NO3:-}${EMPTY}]").Substitute(Scope(missing)));
        Assert.Equal(["NO", "NO2"], missing);
    }

    [Fact]
    public void The_variables_of_a_text_are_known_without_their_values() =>
        Assert.Equal(
            ["A None", "B Default", "C Required", "D Alternate"],
            TemplateText.Parse("$A ${B:-${C?x}} ${D+y} $$E").Variables.Select(static variable => $"{variable.Name} {variable.Operator}"));

    [Fact]
    public void Depth_and_length_are_limited()
    {
        string deep = string.Concat(Enumerable.Repeat("${A:-", 100_000)) + "x" + new string('}', 100_000);
        Assert.Contains("in each other", Assert.Throws<TemplateException>(() => TemplateText.Parse(deep)).Message, StringComparison.Ordinal);
        string megabyte = new('x', 1 << 20);
        Assert.Contains("too long", Assert.Throws<TemplateException>(() => TemplateText.Parse("$A$A$A$A$A").Substitute(new VariableScope(_ => megabyte, static _ => { }))).Message, StringComparison.Ordinal);
    }

    private static VariableScope Scope(List<string>? missing = null) => new(s_variables.GetValueOrDefault, name => missing?.Add(name));
}
