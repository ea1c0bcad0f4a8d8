using System.Globalization;
using System.Text;
using DockerPS.Engine.Streams;

namespace DockerPS.Tests.Streams;

public sealed class LogTimestampTests
{
    [Theory]
    [InlineData("2024-02-29T23:59:60.999999999Z x", "2024-03-01T00:00:00.9999999Z", 31)]
    [InlineData("2024-01-02T03:04:05Z text", "2024-01-02T03:04:05Z", 21)]
    [InlineData("2024-01-02T03:04:05.1Z text", "2024-01-02T03:04:05.1Z", 23)]
    [InlineData("2024-01-02T03:04:05.123456789+02:30 text", "2024-01-02T00:34:05.1234567Z", 36)]
    [InlineData("2024-01-02T03:04:05-08:00 ", "2024-01-02T11:04:05Z", 26)]
    [InlineData("2024-01-02T03:04:05.123Z", "2024-01-02T03:04:05.123Z", 24)]
    public void ReadsWhatTheEngineWrites(string line, string utc, int length)
    {
        Assert.True(new LogTimestamp().TryRead(Encoding.UTF8.GetBytes(line), out DateTime timestamp, out int read));
        Assert.Equal(DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), timestamp.ToUniversalTime());
        Assert.Equal(DateTimeKind.Local, timestamp.Kind);
        Assert.Equal(length, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("2024-01-02 03:04:05Z text")]
    [InlineData("2024-13-02T03:04:05Z text")]
    [InlineData("2023-02-29T03:04:05Z text")]
    [InlineData("2024-01-02T24:04:05Z text")]
    [InlineData("2024-01-02T03:04:05")]
    [InlineData("2024-01-02T03:04:05.Z text")]
    [InlineData("2024-01-02T03:04:05.123")]
    [InlineData("2024-01-02T03:04:05Ztext")]
    [InlineData("2024-01-02T03:04:05+2:00 text")]
    [InlineData("2024-01-02T03:04:05+25:00 text")]
    [InlineData("0000-01-02T03:04:05Z text")]
    [InlineData("0001-01-01T00:00:00Z text")]
    public void LeavesOtherLinesAlone(string line)
    {
        Assert.False(new LogTimestamp().TryRead(Encoding.UTF8.GetBytes(line), out _, out _));
    }

    [Fact]
    public void AgreesWithTheFrameworkAllOverAYear()
    {
        var reader = new LogTimestamp();
        for (var time = new DateTime(2024, 1, 1, 0, 7, 0, DateTimeKind.Utc); time.Year == 2024; time = time.AddMinutes(29))
        {
            string line = time.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture) + " x";
            Assert.True(reader.TryRead(Encoding.UTF8.GetBytes(line), out DateTime timestamp, out _));
            Assert.Equal(time.ToLocalTime(), timestamp);
            Assert.Equal(time, timestamp.ToUniversalTime());
        }
    }
}
