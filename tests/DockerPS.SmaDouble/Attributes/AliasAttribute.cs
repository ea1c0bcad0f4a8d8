using System.Management.Automation.Internal;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.All, AllowMultiple = false)]
public sealed class AliasAttribute(params string[] aliasNames) : ParsingBaseAttribute
{
    public IList<string> AliasNames { get; } = aliasNames;
}
