using System.Globalization;
using System.Management.Automation;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Hosting;

/// <summary>Durations as users write them: a number of seconds, a TimeSpan, or docker's 1m30s. A bare TimeSpan parameter
/// would read 10 as one microsecond and '10' as ten days.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = Bare.Of(inputData);
        switch (bare)
        {
            case int or long or short or byte or double or decimal or float:
                return TimeSpan.FromSeconds(Convert.ToDouble(bare, CultureInfo.InvariantCulture));
            case string text:
                return DurationText.TryParse(text, out TimeSpan duration, out string? error) ? duration : throw new ArgumentTransformationMetadataException(error);
            default:
                return inputData;
        }
    }
}
