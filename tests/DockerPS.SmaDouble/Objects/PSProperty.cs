using System.Reflection;

namespace System.Management.Automation;

public class PSProperty : PSPropertyInfo
{
    private readonly object _target;
    private readonly MemberInfo _member;

    internal PSProperty(object target, MemberInfo member)
    {
        _target = target;
        _member = member;
        SetMemberName(member.Name);
    }

    public override bool IsGettable => true;

    public override bool IsSettable => _member is PropertyInfo { SetMethod.IsPublic: true } or FieldInfo { IsInitOnly: false };

    public override PSMemberTypes MemberType => PSMemberTypes.Property;

    public override string TypeNameOfValue => (_member is PropertyInfo property ? property.PropertyType : ((FieldInfo)_member).FieldType).FullName ?? "";

    public override object? Value
    {
        get
        {
            try
            {
                return _member is PropertyInfo property ? property.GetValue(_target) : ((FieldInfo)_member).GetValue(_target);
            }
            catch (TargetInvocationException e)
            {
                throw new GetValueException($"Exception getting \"{Name}\": \"{e.InnerException!.Message}\"", e.InnerException);
            }
        }
        set
        {
            if (!IsSettable)
                throw new SetValueException($"'{Name}' is a ReadOnly property.");
            if (_member is PropertyInfo property)
                property.SetValue(_target, LanguagePrimitives.ConvertTo(value, property.PropertyType));
            else
                ((FieldInfo)_member).SetValue(_target, LanguagePrimitives.ConvertTo(value, ((FieldInfo)_member).FieldType));
        }
    }

    public override PSMemberInfo Copy() => new PSProperty(_target, _member);

    public override string ToString() => $"{TypeNameOfValue} {Name}";
}
