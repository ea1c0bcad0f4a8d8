using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace System.Management.Automation;

public class PSObject : IFormattable, IComparable
{
    // Members attached to an object of a reference type belong to it, whichever wrapper they were attached by.
    private static readonly ConditionalWeakTable<object, ExtendedMembers> s_extended = [];
    private readonly ExtendedMembers _extended;

    public PSObject()
        : this(PSCustomObject.Instance)
    {
    }

    public PSObject(object obj)
    {
        ImmediateBaseObject = obj ?? throw new PSArgumentNullException(nameof(obj));
        BaseObject = Base(obj)!;
        _extended = obj is PSObject inner ? inner._extended
            : BaseObject is PSCustomObject or string or ValueType ? new ExtendedMembers(BaseObject)
            : s_extended.GetValue(BaseObject, o => new ExtendedMembers(o));
    }

    public object BaseObject { get; }

    public object ImmediateBaseObject { get; }

    public PSMemberInfoCollection<PSMemberInfo> Members => new ObjectMemberCollection<PSMemberInfo>(this, _extended.Members);

    public PSMemberInfoCollection<PSPropertyInfo> Properties => new ObjectMemberCollection<PSPropertyInfo>(this, _extended.Members);

    public Collection<string> TypeNames => _extended.TypeNames;

    public static PSObject AsPSObject(object obj) =>
        obj is null ? throw new PSArgumentNullException(nameof(obj)) : obj as PSObject ?? new PSObject(obj);

    public int CompareTo(object? obj) => LanguagePrimitives.Compare(this, obj);

    public virtual PSObject Copy()
    {
        PSObject copy = new(BaseObject is ICloneable cloneable and not string ? cloneable.Clone() : BaseObject);
        if (ReferenceEquals(copy._extended, _extended))
            return copy;
        foreach (PSMemberInfo member in _extended.Members)
            copy.Members.Add(member);
        copy.TypeNames.Clear();
        foreach (string name in TypeNames)
            copy.TypeNames.Add(name);
        return copy;
    }

    public override bool Equals(object? obj) =>
        ReferenceEquals(this, obj) || (BaseObject is not PSCustomObject && obj is not null && LanguagePrimitives.Equals(BaseObject, obj));

    public override int GetHashCode() =>
        BaseObject is PSCustomObject ? RuntimeHelpers.GetHashCode(this) : BaseObject.GetHashCode();

    public override string ToString() => BaseObject is PSCustomObject
        ? $"@{{{string.Join("; ", Properties.Select(p => $"{p.Name}={LanguagePrimitives.ToText(p.Value)}"))}}}"
        : LanguagePrimitives.ToText(BaseObject);

    public string ToString(string? format, IFormatProvider? formatProvider) =>
        BaseObject is IFormattable formattable ? formattable.ToString(format, formatProvider) : ToString();

    public static implicit operator PSObject(int valueToConvert) => AsPSObject(valueToConvert);

    public static implicit operator PSObject(bool valueToConvert) => AsPSObject(valueToConvert);

    public static implicit operator PSObject(double valueToConvert) => AsPSObject(valueToConvert);

    public static implicit operator PSObject(string valueToConvert) => AsPSObject(valueToConvert);

    public static implicit operator PSObject(Hashtable valueToConvert) => AsPSObject(valueToConvert);

    internal bool HasAttachedMembers => _extended.Members.Count > 0;

    /// <summary>The object inside, where there is one; a bare custom object stays what it is.</summary>
    internal static object? Base(object? value)
    {
        while (value is PSObject wrapper)
        {
            if (ReferenceEquals(wrapper, Internal.AutomationNull.Value))
                return null;
            if (wrapper.ImmediateBaseObject is PSCustomObject)
                return wrapper;
            value = wrapper.ImmediateBaseObject;
        }
        return value;
    }

    internal static string Format(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
