using System.Management.Automation;

namespace DockerPS.FixtureCmdlets;

/// <summary>Turns "twice:x" into two elements and leaves everything else untouched.</summary>
public sealed class DoublingAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapper ? wrapper.BaseObject : inputData;
        if (value is "refuse")
            throw new ArgumentTransformationMetadataException("no such toy");
        return value is string text && text.StartsWith("twice:", StringComparison.Ordinal)
            ? new[] { text[6..], text[6..] }
            : inputData;
    }
}
