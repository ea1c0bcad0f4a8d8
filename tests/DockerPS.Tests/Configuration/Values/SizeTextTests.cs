using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Tests.Configuration.Values;

/// <summary>The tables are those of docker/go-units' own tests.</summary>
public sealed class SizeTextTests
{
    private const long Kilo = 1024;

    private const long Mega = Kilo * 1024;

    [Theory]
    [InlineData("0", 0)]
    [InlineData("32", 32)]
    [InlineData("32b", 32)]
    [InlineData("32B", 32)]
    [InlineData("32 B", 32)]
    [InlineData("32k", 32 * Kilo)]
    [InlineData("32K", 32 * Kilo)]
    [InlineData("32kb", 32 * Kilo)]
    [InlineData("32Kb", 32 * Kilo)]
    [InlineData("32Kib", 32 * Kilo)]
    [InlineData("32KIB", 32 * Kilo)]
    [InlineData("32Mb", 32 * Mega)]
    [InlineData("512MB", 512 * Mega)]
    [InlineData("1.5g", 1536 * Mega)]
    [InlineData("32Gb", 32 * Kilo * Mega)]
    [InlineData("32Tb", 32 * Mega * Mega)]
    [InlineData("32P", 32 * Kilo * Mega * Mega)]
    [InlineData("32.3", 32)]
    [InlineData("32.3 mb", 33869004)]
    [InlineData("0.3MB", 314572)]
    [InlineData(".5k", 512)]
    [InlineData("32.", 32)]
    [InlineData("1e3", 1000)]
    [InlineData("0 ", 0)]
    public void Reads(string text, long bytes) => Assert.Equal(bytes, SizeText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData(".")]
    [InlineData("-32")]
    [InlineData(" 32 ")]
    [InlineData("32m b")]
    [InlineData("32bm")]
    [InlineData("32 bb")]
    [InlineData("32ib")]
    [InlineData("32ki")]
    [InlineData("32  b")]
    [InlineData("32x")]
    [InlineData("1,5g")]
    [InlineData("NaN")]
    [InlineData("\u0661k")]
    public void Refuses_with_advice(string text) =>
        Assert.Contains("512m", Assert.Throws<FormatException>(() => SizeText.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("8192p")]
    [InlineData("1e400")]
    public void Refuses_what_is_too_much(string text) =>
        Assert.Contains("more than", Assert.Throws<FormatException>(() => SizeText.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Swap_may_be_unlimited()
    {
        Assert.Equal(-1, SizeText.ParseOrUnlimited("-1"));
        Assert.Equal(Mega, SizeText.ParseOrUnlimited("1m"));
        Assert.Throws<FormatException>(() => SizeText.ParseOrUnlimited("-2"));
    }
}
