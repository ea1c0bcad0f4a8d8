using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>Lets a parameter that takes a table also take the objects of ConvertFrom-Json.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TableTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is PSObject { BaseObject: PSCustomObject } ? PlainInput.Of(inputData) : inputData;
}
