using System.Collections;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateCountAttribute(int minLength, int maxLength) : ValidateArgumentsAttribute
{
    public int MaxLength { get; } = maxLength;

    public int MinLength { get; } = minLength;

    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        int count = PSObject.Base(arguments) switch
        {
            null => 0,
            ICollection collection => collection.Count,
            IEnumerable elements and not string => elements.Cast<object?>().Count(),
            _ => throw new ValidationMetadataException("The ValidateCount attribute cannot be applied to a parameter that is not a collection."),
        };
        if (count < MinLength || count > MaxLength)
            throw new ValidationMetadataException($"The parameter requires at least {MinLength} value(s) and no more than {MaxLength} value(s) - {count} value(s) were provided.");
    }
}
