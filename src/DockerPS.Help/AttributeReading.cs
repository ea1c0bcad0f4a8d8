using System.Reflection;

namespace DockerPS.Help;

/// <summary>PowerShell's attributes as metadata: the types are not loaded for execution, so they are known by name.</summary>
internal static class AttributeReading
{
    private const string Automation = "System.Management.Automation.";

    public static IEnumerable<CustomAttributeData> Attributes(this MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(data => data.AttributeType.FullName == Automation + name);

    public static CustomAttributeData? Attribute(this MemberInfo member, string name) => member.Attributes(name).FirstOrDefault();

    public static T Named<T>(this CustomAttributeData attribute, string name, T otherwise)
    {
        foreach (CustomAttributeNamedArgument argument in attribute.NamedArguments)
        {
            if (argument.MemberName == name && argument.TypedValue.Value is T value)
            {
                return value;
            }
        }

        return otherwise;
    }

    /// <summary>The values of an attribute's <c>params</c> constructor.</summary>
    public static IEnumerable<object> Values(this CustomAttributeData attribute) =>
        attribute.ConstructorArguments.SelectMany(argument => argument.Value is IEnumerable<CustomAttributeTypedArgument> many
            ? many.Select(each => each.Value!)
            : [argument.Value!]);
}
