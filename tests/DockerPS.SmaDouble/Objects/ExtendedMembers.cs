using System.Collections.ObjectModel;

namespace System.Management.Automation;

/// <summary>What PowerShell attaches to an object: members and type names.</summary>
internal sealed class ExtendedMembers
{
    public ExtendedMembers(object baseObject)
    {
        if (baseObject is PSCustomObject)
            TypeNames.Add("System.Management.Automation.PSCustomObject");
        else
        {
            for (Type? type = baseObject.GetType(); type is not null; type = type.BaseType)
                TypeNames.Add(type.FullName ?? type.Name);
            return;
        }
        TypeNames.Add("System.Object");
    }

    public List<PSMemberInfo> Members { get; } = [];

    public Collection<string> TypeNames { get; } = [];
}
