using System.Globalization;
using System.Management.Automation;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Hosting;

/// <summary>Durations as users write them: a number of seconds, a TimeSpan, or docker's 1m30s. A bare TimeSpan parameter
/// would read 10 as one microsecond and '10' as ten days.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    // What timers take.
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>True where the time is a limit for a wait, which must be more than nothing and no more than timers take.</summary>
    public bool IsLimit { get; init; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? read = Bare.Of(inputData) switch
        {
            TimeSpan given => given,
            string text => DurationText.TryParse(text, out TimeSpan duration, out string? error) ? duration : throw new ArgumentTransformationMetadataException(error),
            object number when Bare.IsNumber(number) => TimeSpan.FromSeconds(Convert.ToDouble(number, CultureInfo.InvariantCulture)),
            _ => inputData,
        };
        return IsLimit && read is TimeSpan limit && (limit <= TimeSpan.Zero || limit > s_longest)
            ? throw new ArgumentTransformationMetadataException($"{limit} is no limit of time: it must be more than 0 and at most {(int)s_longest.TotalDays} days.")
            : read;
    }
}
