using System.Globalization;
using System.Management.Automation;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Hosting;

/// <summary>Points in time as users write them: a DateTime, a TimeSpan or docker's 10m back from now, a number of seconds since 1970, or RFC 3339.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = Bare.Of(inputData);
        try
        {
            return bare switch
            {
                // A time without a zone is the user's own.
                DateTime { Kind: DateTimeKind.Unspecified } time => DateTime.SpecifyKind(time, DateTimeKind.Local),
                DateTime time => time.ToLocalTime(),
                DateTimeOffset time => time.LocalDateTime,
                TimeSpan back => DateTime.Now - back,
                object number when Bare.IsNumber(number) => TimeText.OfUnix(Convert.ToDecimal(bare, CultureInfo.InvariantCulture)),
                string text => OfText(text),
                _ => inputData,
            };
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            throw new ArgumentTransformationMetadataException($"{bare} is too far away for a time.", exception);
        }
    }

    private static DateTime OfText(string text)
    {
        if (TimeText.TryParse(text, DateTime.Now, out DateTime time, out string? error))
        {
            return time;
        }

        // What PowerShell itself reads as a date, such as '11/21/2026 02:00'.
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTime other)
            ? other
            : throw new ArgumentTransformationMetadataException(error);
    }
}
