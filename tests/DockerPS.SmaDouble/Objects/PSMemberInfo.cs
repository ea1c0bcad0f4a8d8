namespace System.Management.Automation;

public abstract class PSMemberInfo
{
    private string _name = "";

    public bool IsInstance { get; internal set; }

    public abstract PSMemberTypes MemberType { get; }

    public string Name => _name;

    public abstract string TypeNameOfValue { get; }

    public abstract object? Value { get; set; }

    public abstract PSMemberInfo Copy();

    protected void SetMemberName(string name) =>
        _name = string.IsNullOrEmpty(name) ? throw new PSArgumentException("A member needs a name.", nameof(name)) : name;
}
