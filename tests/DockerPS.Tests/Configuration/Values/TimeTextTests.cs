using System.Globalization;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Tests.Configuration.Values;

public sealed class TimeTextTests
{
    private static readonly DateTime s_now = new(2026, 5, 1, 12, 0, 0, DateTimeKind.Local);

    [Theory]
    [InlineData("10m", -600)]
    [InlineData("1h30m", -5400)]
    [InlineData("500ms", -0.5)]
    [InlineData("-10s", 10)]
    public void ReadsDurationsBackFromNow(string text, double seconds)
    {
        Assert.True(TimeText.TryParse(text, s_now, out DateTime time, out _));
        Assert.Equal(s_now.AddSeconds(seconds), time);
    }

    [Theory]
    [InlineData("0", "1970-01-01T00:00:00.0000000Z")]
    [InlineData("1136073600", "2006-01-01T00:00:00.0000000Z")]
    [InlineData("1136073600.000000150", "2006-01-01T00:00:00.0000001Z")]
    [InlineData("2006-01-02T15:04:05Z", "2006-01-02T15:04:05.0000000Z")]
    [InlineData("2006-01-02T15:04:05.123456789Z", "2006-01-02T15:04:05.1234567Z")]
    [InlineData("2006-01-02T15:04:05+02:00", "2006-01-02T13:04:05.0000000Z")]
    [InlineData("2006-01-02T15:04Z", "2006-01-02T15:04:00.0000000Z")]
    [InlineData(" 2006-01-02 15:04:05Z ", "2006-01-02T15:04:05.0000000Z")]
    [InlineData("2006-01-02Z", "2006-01-02T00:00:00.0000000Z")]
    public void ReadsPointsInTime(string text, string expected)
    {
        Assert.True(TimeText.TryParse(text, s_now, out DateTime time, out string? error), error);
        Assert.Equal(DateTimeKind.Local, time.Kind);
        Assert.Equal(expected, time.ToUniversalTime().ToString("o", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void ATimeWithoutAZoneIsLocal()
    {
        Assert.True(TimeText.TryParse("2026-03-04T05:06", s_now, out DateTime time, out _));
        Assert.Equal(new DateTime(2026, 3, 4, 5, 6, 0, DateTimeKind.Local), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2006-13-01")]
    [InlineData("10 m")]
    public void SaysWhatToWrite(string text)
    {
        Assert.False(TimeText.TryParse(text, s_now, out _, out string? error));
        Assert.Contains("10m", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99999999999999999999")]
    [InlineData("9999999h9999999h")]
    public void RefusesWhatIsOutOfTheCalendar(string text) => Assert.False(TimeText.TryParse(text, s_now, out _, out _));

    [Theory]
    [InlineData("2006-01-01T00:00:00.0000001Z", "1136073600.000000100")]
    [InlineData("1969-12-31T23:59:59.5000000Z", "-1.500000000")]
    public void WritesSecondsAndNanoseconds(string time, string expected) =>
        Assert.Equal(expected, TimeText.ToUnix(DateTime.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)));
}
