namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateLengthAttribute(int minLength, int maxLength) : ValidateEnumeratedArgumentsAttribute
{
    public int MaxLength { get; } = maxLength;

    public int MinLength { get; } = minLength;

    protected override void ValidateElement(object element)
    {
        if (element is not string text)
            throw new ValidationMetadataException("The ValidateLength attribute can only be applied to strings.");
        if (text.Length < MinLength || text.Length > MaxLength)
            throw new ValidationMetadataException($"The character length of the {text.Length} argument is not between {MinLength} and {MaxLength}.");
    }
}
