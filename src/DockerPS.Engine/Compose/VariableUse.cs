namespace DockerPS.Engine.Compose;

/// <summary>Collects the variables that files name.</summary>
internal sealed class VariableUse
{
    private readonly SortedDictionary<string, List<TemplateVariable>> _found = new(StringComparer.Ordinal);

    /// <summary>Notes a variable.</summary>
    public void Add(TemplateVariable variable)
    {
        if (!_found.TryGetValue(variable.Name, out List<TemplateVariable>? uses))
            _found.Add(variable.Name, uses = []);
        uses.Add(variable);
    }

    /// <summary>The variables, sorted by name; of several uses the first that tells something counts.</summary>
    public IReadOnlyList<ComposeVariable> ToList(Func<string, string?> lookup) =>
    [
        .. _found.Select(pair => new ComposeVariable
        {
            Name = pair.Key,
            Required = pair.Value.Exists(static use => use.Operator == TemplateOperator.Required),
            DefaultValue = pair.Value.Find(static use => use.Operator == TemplateOperator.Default)?.Operand.Source,
            AlternateValue = pair.Value.Find(static use => use.Operator == TemplateOperator.Alternate)?.Operand.Source,
            Value = lookup(pair.Key),
        }),
    ];
}
