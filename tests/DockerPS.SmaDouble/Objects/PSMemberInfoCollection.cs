using System.Collections;

namespace System.Management.Automation;

public abstract class PSMemberInfoCollection<T> : IEnumerable<T>
    where T : PSMemberInfo
{
    public abstract T? this[string name] { get; }

    public abstract void Add(T member);

    public abstract void Add(T member, bool preValidated);

    public abstract IEnumerator<T> GetEnumerator();

    public abstract ReadOnlyPSMemberInfoCollection<T> Match(string name);

    public abstract void Remove(string name);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
