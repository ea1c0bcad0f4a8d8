namespace DockerPS.Engine.Compose;

/// <summary>Puts variables into the values of a tree; keys stay as they are.</summary>
internal sealed class Interpolator
{
    private readonly VariableScope _scope;
    private readonly Action<ComposeNode, TemplateVariable> _found;
    private ComposeNode? _current;

    /// <summary>Makes one.</summary>
    /// <param name="lookup">Finds a variable's value.</param>
    /// <param name="warnings">Gets what is missing.</param>
    /// <param name="found">Is told of every variable in the texts.</param>
    public Interpolator(Func<string, string?> lookup, ComposeWarnings warnings, Action<ComposeNode, TemplateVariable> found)
    {
        _found = found;
        _scope = new VariableScope(lookup, name => warnings.Add(_current!, $"the variable {name} is not set; nothing is put in for it"));
    }

    /// <summary>The tree with its variables put in.</summary>
    /// <exception cref="ComposeException">A text cannot be read, or a variable must be set and is not.</exception>
    public ComposeNode Interpolate(ComposeNode node) => node switch
    {
        ComposeMapping mapping => mapping.Map(entry => Interpolate(entry.Value)),
        ComposeSequence sequence => sequence.Map(Interpolate),
        _ => Interpolate((ComposeScalar)node),
    };

    /// <summary>Tells of the variables in a tree, without putting anything in.</summary>
    public static void Find(ComposeNode node, Action<ComposeNode, TemplateVariable> found)
    {
        switch (node)
        {
            case ComposeMapping mapping:
                foreach (ComposeEntry entry in mapping)
                    Find(entry.Value, found);
                break;
            case ComposeSequence sequence:
                foreach (ComposeNode item in sequence)
                    Find(item, found);
                break;
            case ComposeScalar scalar when scalar.Text.Contains('$', StringComparison.Ordinal):
                foreach (TemplateVariable variable in Parse(scalar).Variables)
                    found(scalar, variable);
                break;
        }
    }

    private static TemplateText Parse(ComposeScalar scalar)
    {
        try
        {
            return TemplateText.Parse(scalar.Text);
        }
        catch (TemplateException exception)
        {
            throw exception.At(scalar.Position);
        }
    }

    private ComposeScalar Interpolate(ComposeScalar scalar)
    {
        if (!scalar.Text.Contains('$', StringComparison.Ordinal))
            return scalar;
        _current = scalar;
        TemplateText template = Parse(scalar);
        foreach (TemplateVariable variable in template.Variables)
            _found(scalar, variable);
        try
        {
            string text = template.Substitute(_scope);
            return text == scalar.Text ? scalar : scalar.WithText(text);
        }
        catch (TemplateException exception)
        {
            throw exception.At(scalar.Position);
        }
    }
}
