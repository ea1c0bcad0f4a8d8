namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateRangeAttribute(object minRange, object maxRange) : ValidateEnumeratedArgumentsAttribute
{
    public object MaxRange { get; } = maxRange;

    public object MinRange { get; } = minRange;

    protected override void ValidateElement(object element)
    {
        if (!LanguagePrimitives.TryConvertTo(element, MinRange.GetType(), out object? value))
            throw new ValidationMetadataException($"The argument cannot be validated because its type \"{element.GetType().Name}\" is not the same type ({MinRange.GetType().Name}) as the maximum and minimum limits of the parameter.");
        if (LanguagePrimitives.Compare(value, MinRange) < 0)
            throw new ValidationMetadataException($"The {LanguagePrimitives.ToText(element)} argument is less than the minimum allowed range of {MinRange}. Supply an argument that is greater than or equal to {MinRange} and then try the command again.");
        if (LanguagePrimitives.Compare(value, MaxRange) > 0)
            throw new ValidationMetadataException($"The {LanguagePrimitives.ToText(element)} argument is greater than the maximum allowed range of {MaxRange}. Supply an argument that is less than or equal to {MaxRange} and then try the command again.");
    }
}
