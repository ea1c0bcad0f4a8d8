namespace System.Management.Automation;

public class PSNoteProperty : PSPropertyInfo
{
    public PSNoteProperty(string name, object? value)
    {
        SetMemberName(name);
        Value = value;
    }

    public override bool IsGettable => true;

    public override bool IsSettable => true;

    public override PSMemberTypes MemberType => PSMemberTypes.NoteProperty;

    public override string TypeNameOfValue => Value?.GetType().FullName ?? "";

    public override object? Value { get; set; }

    public override PSMemberInfo Copy() => new PSNoteProperty(Name, Value);

    public override string ToString() => $"{TypeNameOfValue} {Name}={Value}";
}
