namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateSetAttribute(params string[] validValues) : ValidateEnumeratedArgumentsAttribute
{
    public bool IgnoreCase { get; set; } = true;

    public IList<string> ValidValues { get; } = validValues;

    protected override void ValidateElement(object element)
    {
        string text = LanguagePrimitives.ToText(element);
        if (!ValidValues.Contains(text, IgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal))
            throw new ValidationMetadataException($"The argument \"{text}\" does not belong to the set \"{string.Join(",", ValidValues)}\" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.");
    }
}
