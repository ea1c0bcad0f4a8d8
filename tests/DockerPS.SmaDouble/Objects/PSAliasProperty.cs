namespace System.Management.Automation;

public class PSAliasProperty : PSPropertyInfo
{
    private PSObject? _owner;

    public PSAliasProperty(string name, string referencedMemberName)
    {
        SetMemberName(name);
        ReferencedMemberName = referencedMemberName;
    }

    public string ReferencedMemberName { get; }

    public override bool IsGettable => true;

    public override bool IsSettable => Referenced.IsSettable;

    public override PSMemberTypes MemberType => PSMemberTypes.AliasProperty;

    public override string TypeNameOfValue => Referenced.TypeNameOfValue;

    public override object? Value
    {
        get => Referenced.Value;
        set => Referenced.Value = value;
    }

    private PSPropertyInfo Referenced =>
        _owner?.Properties[ReferencedMemberName]
        ?? throw new ExtendedTypeSystemException($"Cannot resolve member '{ReferencedMemberName}' of alias '{Name}'.");

    public override PSMemberInfo Copy() => new PSAliasProperty(Name, ReferencedMemberName);

    public override string ToString() => $"{Name} = {ReferencedMemberName}";

    internal void Attach(PSObject owner) => _owner = owner;
}
