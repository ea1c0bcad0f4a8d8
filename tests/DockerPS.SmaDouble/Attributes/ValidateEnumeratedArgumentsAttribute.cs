using System.Collections;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public abstract class ValidateEnumeratedArgumentsAttribute : ValidateArgumentsAttribute
{
    protected abstract void ValidateElement(object element);

    protected sealed override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        object? value = PSObject.Base(arguments);
        if (value is null)
            throw new ValidationMetadataException("The argument is null. Provide a valid value for the argument, and then try running the command again.");
        if (LanguagePrimitives.GetEnumerable(value) is not IEnumerable elements)
        {
            ValidateElement(value);
            return;
        }
        foreach (object? element in elements)
            ValidateElement(PSObject.Base(element) ?? throw new ValidationMetadataException("The argument is null or an element of the argument collection contains a null value."));
    }
}
