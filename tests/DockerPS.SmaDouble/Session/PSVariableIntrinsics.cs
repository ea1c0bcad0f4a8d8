namespace System.Management.Automation;

public sealed class PSVariableIntrinsics
{
    private readonly Dictionary<string, PSVariable> _local = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, PSVariable> _global = new(StringComparer.OrdinalIgnoreCase);

    internal PSVariableIntrinsics()
    {
        Set("global:ErrorActionPreference", ActionPreference.Continue);
        Set("global:WarningPreference", ActionPreference.Continue);
        Set("global:VerbosePreference", ActionPreference.SilentlyContinue);
        Set("global:DebugPreference", ActionPreference.SilentlyContinue);
        Set("global:InformationPreference", ActionPreference.SilentlyContinue);
        Set("global:ProgressPreference", ActionPreference.Continue);
        Set("global:ConfirmPreference", ConfirmImpact.High);
        Set("global:WhatIfPreference", false);
    }

    public PSVariable? Get(string name)
    {
        (Dictionary<string, PSVariable>? scope, string bare) = Resolve(name);
        return scope is not null
            ? scope.GetValueOrDefault(bare)
            : _local.GetValueOrDefault(bare) ?? _global.GetValueOrDefault(bare);
    }

    public object? GetValue(string name) => Get(name)?.Value;

    public object? GetValue(string name, object? defaultValue) => Get(name) is { } variable ? variable.Value : defaultValue;

    public void Remove(string name)
    {
        (Dictionary<string, PSVariable>? scope, string bare) = Resolve(name);
        (scope ?? (_local.ContainsKey(bare) ? _local : _global)).Remove(bare);
    }

    public void Set(string name, object? value)
    {
        (Dictionary<string, PSVariable>? scope, string bare) = Resolve(name);
        Set(scope ?? _local, new PSVariable(bare, value));
    }

    public void Set(PSVariable variable) => Set(_local, variable);

    private static void Set(Dictionary<string, PSVariable> scope, PSVariable variable)
    {
        if (scope.TryGetValue(variable.Name, out PSVariable? existing) && (existing.Options & (ScopedItemOptions.ReadOnly | ScopedItemOptions.Constant)) != 0)
            throw new SessionStateException($"Cannot overwrite variable {variable.Name} because it is read-only or constant.");
        if (existing is not null)
            existing.Value = variable.Value;
        else
            scope[variable.Name] = variable;
    }

    // A cmdlet is called from a function here: a plain name sets the caller's variable, which is not the global one.
    private (Dictionary<string, PSVariable>? Scope, string Name) Resolve(string name)
    {
        int colon = name.IndexOf(':');
        if (colon < 0)
            return (null, name);
        return (name.AsSpan(0, colon).Equals("global", StringComparison.OrdinalIgnoreCase) ? _global : _local, name[(colon + 1)..]);
    }
}
