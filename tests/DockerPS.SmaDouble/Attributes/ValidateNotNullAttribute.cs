using System.Collections;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateNotNullAttribute : NullValidationAttributeBase
{
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        object? value = PSObject.Base(arguments) ?? throw IsNull();
        foreach (object? element in Elements(value) ?? Array.Empty<object>())
        {
            if (PSObject.Base(element) is null)
                throw IsNull();
        }
    }
}
