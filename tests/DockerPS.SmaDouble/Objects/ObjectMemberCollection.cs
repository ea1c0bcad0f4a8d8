using System.Reflection;

namespace System.Management.Automation;

/// <summary>The members of one object: those attached to the instance first, then its public .NET properties and fields.</summary>
internal sealed class ObjectMemberCollection<T>(PSObject owner, List<PSMemberInfo> attached) : PSMemberInfoCollection<T>
    where T : PSMemberInfo
{
    public override T? this[string name] => All().FirstOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public override void Add(T member) => Add(member, false);

    public override void Add(T member, bool preValidated)
    {
        if (attached.Exists(m => m.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase)))
            throw new ExtendedTypeSystemException($"Cannot add a member with the name \"{member.Name}\" because a member with that name already exists.");
        // The object keeps a copy, as PowerShell's does.
        PSMemberInfo copy = member.Copy();
        copy.IsInstance = true;
        if (copy is PSAliasProperty alias)
            alias.Attach(owner);
        attached.Add(copy);
    }

    public override IEnumerator<T> GetEnumerator() => All().GetEnumerator();

    public override ReadOnlyPSMemberInfoCollection<T> Match(string name)
    {
        WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
        return new ReadOnlyPSMemberInfoCollection<T>(All().Where(m => pattern.IsMatch(m.Name)));
    }

    public override void Remove(string name) =>
        attached.RemoveAll(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<T> All() =>
        attached.Concat(Adapted().Where(m => !attached.Exists(a => a.Name.Equals(m.Name, StringComparison.OrdinalIgnoreCase)))).OfType<T>();

    private IEnumerable<PSMemberInfo> Adapted()
    {
        object target = owner.BaseObject;
        if (target is PSCustomObject)
            return [];
        const BindingFlags Flags = BindingFlags.Public | BindingFlags.Instance;
        return target.GetType().GetProperties(Flags)
            .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0)
            .Concat<MemberInfo>(target.GetType().GetFields(Flags))
            .DistinctBy(m => m.Name)
            .Select(m => new PSProperty(target, m));
    }
}
