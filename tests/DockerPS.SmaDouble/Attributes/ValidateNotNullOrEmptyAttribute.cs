using System.Collections;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateNotNullOrEmptyAttribute : NullValidationAttributeBase
{
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        object? value = PSObject.Base(arguments) ?? throw IsNull();
        if (value is "" || value is IDictionary { Count: 0 })
            throw IsEmpty();
        if (Elements(value) is not IEnumerable elements)
            return;
        bool any = false;
        foreach (object? element in elements)
        {
            any = true;
            if (PSObject.Base(element) is null)
                throw IsNull();
            if (PSObject.Base(element) is "")
                throw IsEmpty();
        }
        if (!any)
            throw IsEmpty();
    }

    private static ValidationMetadataException IsEmpty() =>
        new("The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.");
}
