using System.Collections;
using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>One text where users may well give several: PowerShell's own words for a list would name its types only.</summary>
/// <param name="advice">What to do instead: a sentence.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SingleTextTransformationAttribute(string advice) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (Bare.Of(inputData) is not IList list)
        {
            return inputData;
        }

        string[] items = [.. list.Cast<object?>().Select(static item => Bare.Of(item)?.ToString() ?? "")];
        return items is [string only] ? only : throw new ArgumentTransformationMetadataException($"One is taken, and {items.Length} were given: {string.Join(", ", items)}. {advice}");
    }
}
