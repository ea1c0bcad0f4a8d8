using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Tests.Configuration.Values;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("10", 10_000)]
    [InlineData("1.5", 1_500)]
    [InlineData(".5", 500)]
    [InlineData("-1", -1_000)]
    [InlineData("30s", 30_000)]
    [InlineData("+5s", 5_000)]
    [InlineData("-5s", -5_000)]
    [InlineData("500ms", 500)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("1h2m3s4ms", 3_723_004)]
    [InlineData(".5s", 500)]
    [InlineData("1.s", 1_000)]
    [InlineData("1s1s", 2_000)]
    [InlineData(" 5s ", 5_000)]
    public void Reads(string text, double milliseconds) => Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), DurationText.Parse(text));

    [Theory]
    [InlineData("100ns", 1)]
    [InlineData("199ns", 1)]
    [InlineData("1us", 10)]
    [InlineData("1\u00b5s", 10)]
    [InlineData("1\u03bcs", 10)]
    [InlineData("1.00000015s", 10_000_001)]
    public void Reads_small_ones(string text, long ticks) => Assert.Equal(ticks, DurationText.Parse(text).Ticks);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("x")]
    [InlineData("s")]
    [InlineData(".")]
    [InlineData(".s")]
    [InlineData("1d")]
    [InlineData("1m30")]
    [InlineData("1 m")]
    [InlineData("1,5s")]
    [InlineData("1S")]
    [InlineData("--1s")]
    [InlineData("1e3s")]
    [InlineData("\u0661s")]
    [InlineData("00:00:10")]
    public void Refuses_with_advice(string text) =>
        Assert.Contains("1m30s", Assert.Throws<FormatException>(() => DurationText.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("99999999999h")]
    [InlineData("99999999999999999999999999999999999")]
    public void Refuses_what_is_too_long(string text) =>
        Assert.Contains("too long", Assert.Throws<FormatException>(() => DurationText.Parse(text)).Message, StringComparison.Ordinal);
}
