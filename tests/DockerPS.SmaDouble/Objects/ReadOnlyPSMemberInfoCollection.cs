using System.Collections;

namespace System.Management.Automation;

public class ReadOnlyPSMemberInfoCollection<T> : IEnumerable<T>
    where T : PSMemberInfo
{
    private readonly List<T> _members;

    internal ReadOnlyPSMemberInfoCollection(IEnumerable<T> members) => _members = [.. members];

    public int Count => _members.Count;

    public T this[int index] => _members[index];

    public T? this[string name] => _members.Find(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public virtual IEnumerator<T> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
