using System.Management.Automation;
using System.Reflection;

namespace DockerPS.Tests.Support;

/// <summary>A cmdlet class of DockerPS, as its attributes declare it.</summary>
internal sealed class ModuleCmdlet
{
    private ModuleCmdlet(Type type)
    {
        Type = type;
        Attribute = type.GetCustomAttribute<CmdletAttribute>()!;
        Parameters = [.. type.GetProperties().Where(p => p.IsDefined(typeof(ParameterAttribute), false))];
    }

    /// <summary>All cmdlets of DockerPS.dll.</summary>
    public static IReadOnlyList<ModuleCmdlet> All { get; } =
        [.. Assembly.Load("DockerPS").GetTypes().Where(t => t.IsDefined(typeof(CmdletAttribute), false)).Select(t => new ModuleCmdlet(t))];

    public Type Type { get; }

    public CmdletAttribute Attribute { get; }

    public string Name => $"{Attribute.VerbName}-{Attribute.NounName}";

    public IReadOnlyList<string> Aliases => [.. Type.GetCustomAttribute<AliasAttribute>(false)?.AliasNames ?? []];

    /// <summary>The parameters, those of the base classes among them.</summary>
    public IReadOnlyList<PropertyInfo> Parameters { get; }

    public static IReadOnlyList<string> AliasesOf(PropertyInfo parameter) => [.. parameter.GetCustomAttribute<AliasAttribute>(false)?.AliasNames ?? []];
}
