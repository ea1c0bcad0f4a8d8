using DockerPS.Completion;

namespace DockerPS.Tests.Completion;

public sealed class CompletionTextTests
{
    [Theory]
    [InlineData("web-1.a_b", "web-1.a_b")]
    [InlineData("registry.example:5000/team/web:1", "registry.example:5000/team/web:1")]
    [InlineData("1e3", "'1e3'")]
    [InlineData("007", "'007'")]
    [InlineData("-Force", "'-Force'")]
    [InlineData("it's; Remove-Item x", "'it''s; Remove-Item x'")]
    [InlineData("$(bad)\u001b[2J", "'$(bad)\uFFFD[2J'")]
    public void A_name_of_an_engine_is_put_in_as_text(string name, string expected) =>
        Assert.Equal(expected, Assert.Single(CompletionText.Results([new Candidate(name, name)], "")).CompletionText);
}
