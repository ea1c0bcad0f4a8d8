using System.Management.Automation;
using System.Reflection;

namespace DockerPS.SmaDouble;

/// <summary>One parameter of a cmdlet, as its attributes declare it.</summary>
internal sealed class CommandParameter
{
    private readonly PropertyInfo _property;
    private readonly Dictionary<string, ParameterAttribute> _bySet;

    public CommandParameter(PropertyInfo property, bool isCommon)
    {
        _property = property;
        IsCommon = isCommon;
        // PowerShell looks at the declaration itself: an override repeats the attributes or has none.
        Attribute[] attributes = [.. property.GetCustomAttributes(false).Cast<Attribute>()];
        _bySet = attributes.OfType<ParameterAttribute>().ToDictionary(p => p.ParameterSetName, StringComparer.OrdinalIgnoreCase);
        Aliases = [.. attributes.OfType<AliasAttribute>().SelectMany(a => a.AliasNames)];
        Transformations = [.. attributes.OfType<ArgumentTransformationAttribute>()];
        Validations = [.. attributes.OfType<ValidateArgumentsAttribute>()];
        AllowsNull = attributes.Any(a => a is AllowNullAttribute);
        AllowsEmptyString = attributes.Any(a => a is AllowEmptyStringAttribute);
        AllowsEmptyCollection = attributes.Any(a => a is AllowEmptyCollectionAttribute);
    }

    public string Name => _property.Name;

    public Type Type => _property.PropertyType;

    public bool IsSwitch => Type == typeof(SwitchParameter);

    public bool IsCommon { get; }

    public string[] Aliases { get; }

    public ArgumentTransformationAttribute[] Transformations { get; }

    public ValidateArgumentsAttribute[] Validations { get; }

    public bool AllowsNull { get; }

    public bool AllowsEmptyString { get; }

    public bool AllowsEmptyCollection { get; }

    public bool IsInAllSets => _bySet.ContainsKey(ParameterAttribute.AllParameterSets);

    public bool IsMandatorySomewhere => _bySet.Values.Any(p => p.Mandatory);

    public IEnumerable<string> SetNames => _bySet.Keys.Where(s => s != ParameterAttribute.AllParameterSets);

    public bool IsCalled(string name) => Names.Any(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));

    public bool MayBeCalled(string prefix) => Names.Any(n => n.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    public bool IsIn(ParameterSets sets) => IsInAllSets || SetNames.Any(sets.Contains);

    /// <summary>What the parameter is in those of its sets that are still open.</summary>
    public IEnumerable<ParameterAttribute> In(ParameterSets sets) =>
        _bySet.Where(s => s.Key == ParameterAttribute.AllParameterSets || sets.Contains(s.Key)).Select(s => s.Value);

    public object? Get(object target) => _property.GetValue(target);

    public void Set(object target, object? value)
    {
        try
        {
            _property.SetValue(target, value);
        }
        catch (TargetInvocationException e)
        {
            throw new ParameterBindingException("ParameterBindingFailed", ErrorCategory.InvalidArgument, Name,
                $"Cannot bind parameter '{Name}' to the target. Exception setting \"{Name}\": \"{e.InnerException!.Message}\"", e.InnerException);
        }
    }

    public object Owner(Cmdlet cmdlet, CommonParameterValues common, ShouldProcessParameterValues shouldProcess) =>
        _property.DeclaringType == typeof(CommonParameterValues) ? common
        : _property.DeclaringType == typeof(ShouldProcessParameterValues) ? shouldProcess
        : cmdlet;

    private IEnumerable<string> Names => Aliases.Prepend(Name);
}
