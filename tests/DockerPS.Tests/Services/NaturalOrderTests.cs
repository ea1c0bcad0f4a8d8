using DockerPS.Hosting;

namespace DockerPS.Tests.Services;

public sealed class NaturalOrderTests
{
    [Theory]
    [InlineData("web.10 web.2 web.1", "web.1 web.2 web.10")]
    [InlineData("web.2 api.10 web api", "api api.10 web web.2")]
    [InlineData("a01 a1 a001", "a001 a01 a1")]
    [InlineData("v1.10.2 v1.9.30", "v1.9.30 v1.10.2")]
    [InlineData("x99999999999999999999 x3", "x3 x99999999999999999999")]
    public void Numbers_count_as_numbers(string given, string expected) =>
        Assert.Equal(expected.Split(' '), given.Split(' ').Order(NaturalOrder.Instance));
}
