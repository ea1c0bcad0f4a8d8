namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public class ArgumentCompleterAttribute : Attribute
{
    public ArgumentCompleterAttribute(Type type)
    {
        if (type is null || !typeof(IArgumentCompleter).IsAssignableFrom(type))
            throw new PSArgumentException("The type must implement IArgumentCompleter.", nameof(type));
        Type = type;
    }

    public Type Type { get; }
}
