using System.Collections;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public abstract class NullValidationAttributeBase : ValidateArgumentsAttribute
{
    private protected static ValidationMetadataException IsNull() =>
        new("The argument is null. Provide a valid value for the argument, and then try running the command again.");

    private protected static IEnumerable? Elements(object? arguments) =>
        arguments is IEnumerable and not string and not IDictionary ? LanguagePrimitives.GetEnumerable(arguments) : null;
}
