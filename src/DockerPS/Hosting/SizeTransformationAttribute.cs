using System.Globalization;
using System.Management.Automation;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Hosting;

/// <summary>Sizes as users write them: a number of bytes (512MB is PowerShell's own), or docker's 512m.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SizeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>True where -1 stands for "without limit".</summary>
    public bool AllowUnlimited { get; init; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = Bare.Of(inputData);
        switch (bare)
        {
            case object number when Bare.IsNumber(number):
                return Checked(Convert.ToInt64(bare, CultureInfo.InvariantCulture));
            case string text when AllowUnlimited && text == "-1":
                return -1L;
            case string text:
                return SizeText.TryParse(text, out long bytes, out string? error) ? bytes : throw new ArgumentTransformationMetadataException(error);
            default:
                return inputData;
        }
    }

    private long Checked(long bytes) => bytes >= 0 || (AllowUnlimited && bytes == -1)
        ? bytes
        : throw new ArgumentTransformationMetadataException($"{bytes} is not a size. Give bytes, or docker's 512m.");
}
