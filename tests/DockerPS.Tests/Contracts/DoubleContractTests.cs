using System.Management.Automation;
using System.Reflection;
using DockerPS.FixtureCmdlets;

namespace DockerPS.Tests.Contracts;

public sealed class DoubleContractTests
{
    // PowerShell 7.4 has more than the reference assembly; what cmdlets reach by reflection is added here.
    private static readonly HashSet<string> s_beyondReference =
    [
        "System.Management.Automation.InvocationInfo: System.String Statement",
    ];

    [Fact]
    public void The_double_has_all_that_DockerPS_asks_for() =>
        Contract.Holds(MissingMembers.Of(Assembly.Load("DockerPS")), "tests/DockerPS.SmaDouble has what DockerPS.dll uses; add what is missing.");

    [Fact]
    public void What_the_double_lacks_is_found() =>
        Assert.Equal(
            ["Method not found: 'System.Management.Automation.CmdletProviderManagementIntrinsics System.Management.Automation.SessionState.get_Provider()'."],
            MissingMembers.Of(typeof(GetToyCommand).Assembly).Where(m => m.StartsWith("Method", StringComparison.Ordinal)));

    [Fact]
    public void The_double_promises_nothing_that_the_reference_assembly_does_not()
    {
        HashSet<string> promised = [.. Surface(Path.Combine(AppContext.BaseDirectory, "PowerShellStandard", "System.Management.Automation.dll"))];
        Assert.True(promised.Count > 4_000);
        Contract.Holds(Surface(typeof(PSCmdlet).Assembly.Location).Except(promised).Except(s_beyondReference), "The double has no public member that PowerShell has not.");
    }

    private static string[] Surface(string file)
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        using MetadataLoadContext context = new(new PathAssemblyResolver([.. Directory.GetFiles(runtime, "*.dll"), file]));
        return [.. Surface(context.LoadFromAssemblyPath(file))];
    }

    private static IEnumerable<string> Surface(Assembly assembly)
    {
        const BindingFlags Flags = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (Type type in assembly.GetTypes().Where(t => t.IsVisible && t.Namespace!.StartsWith("System.Management.Automation", StringComparison.Ordinal)))
        {
            yield return $"{type.FullName} : {type.BaseType}";
            foreach (MemberInfo member in type.GetMembers(Flags))
            {
                if (!IsVisible(member) || member is Type or MethodInfo { IsSpecialName: true, Name: not ['o', 'p', '_', ..] })
                    continue;
                // An override of Object's methods is nothing that a caller refers to.
                if (member is MethodInfo { Name: "ToString" or "Equals" or "GetHashCode", IsVirtual: true })
                    continue;
                string value = member is FieldInfo { IsLiteral: true } constant ? $" = {constant.GetRawConstantValue()}" : "";
                yield return $"{type.FullName}: {member}{value}";
            }
        }
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily,
        PropertyInfo property => property.GetAccessors(true).Any(IsVisible),
        EventInfo e => IsVisible(e.AddMethod!),
        _ => false,
    };
}
