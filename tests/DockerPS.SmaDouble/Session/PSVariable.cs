namespace System.Management.Automation;

public class PSVariable
{
    public PSVariable(string name)
        : this(name, null)
    {
    }

    public PSVariable(string name, object? value)
        : this(name, value, ScopedItemOptions.None)
    {
    }

    public PSVariable(string name, object? value, ScopedItemOptions options)
    {
        Name = name;
        Value = value;
        Options = options;
    }

    public virtual string Description { get; set; } = "";

    public string Name { get; }

    public virtual ScopedItemOptions Options { get; set; }

    public virtual object? Value { get; set; }
}
