using System.Text.RegularExpressions;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidatePatternAttribute(string regexPattern) : ValidateEnumeratedArgumentsAttribute
{
    public RegexOptions Options { get; set; } = RegexOptions.IgnoreCase;

    public string RegexPattern { get; } = regexPattern;

    protected override void ValidateElement(object element)
    {
        string text = LanguagePrimitives.ToText(element);
        if (!Regex.IsMatch(text, RegexPattern, Options))
            throw new ValidationMetadataException($"The argument \"{text}\" does not match the \"{RegexPattern}\" pattern. Supply an argument that matches \"{RegexPattern}\" and try the command again.");
    }
}
