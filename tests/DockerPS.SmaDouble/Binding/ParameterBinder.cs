using System.Collections;
using System.Management.Automation;

namespace DockerPS.SmaDouble;

/// <summary>Binds arguments and pipeline objects to a cmdlet's parameters by PowerShell's rules and in its order.</summary>
internal sealed class ParameterBinder(CommandMetadata metadata, Cmdlet cmdlet, InvocationInfo invocation, EngineIntrinsics engine)
{
    private readonly CommonParameterValues _common = new();
    private readonly ShouldProcessParameterValues _shouldProcess = new();
    private readonly HashSet<CommandParameter> _bound = [];
    private readonly Dictionary<CommandParameter, object?> _defaults = [];
    private readonly List<CommandParameter> _boundByPipeline = [];
    private ParameterSets _open = metadata.Sets;
    private ParameterSets _openBeforePipeline = metadata.Sets;

    private IEnumerable<CommandParameter> Unbound => metadata.Parameters.Where(p => !_bound.Contains(p));

    public void BindCommandLine(IEnumerable<CommandArgument> arguments, bool expectsInput)
    {
        List<CommandArgument> rest = BindNamed(Pair([.. arguments]));
        rest = BindPositional(rest, out ParameterBindingException? refused);
        rest = BindRemaining(rest);
        if (rest.Count > 0)
            throw refused ?? NotFound(rest[0]);
        SelectSet(expectsInput);
        RequireMandatory(expectsInput);
        _openBeforePipeline = _open;
    }

    /// <summary>Binds one pipeline object; false says that no parameter takes it.</summary>
    public bool BindPipeline(object? input)
    {
        RestoreDefaults();
        _open = _openBeforePipeline;
        object? value = input is null ? null : PSObject.AsPSObject(input);
        bool any = false;
        try
        {
            any |= BindFromPipeline(value, byPropertyName: false, coerce: false);
            any |= BindFromPipeline(value, byPropertyName: true, coerce: false);
            any |= BindFromPipeline(value, byPropertyName: false, coerce: true);
            any |= BindFromPipeline(value, byPropertyName: true, coerce: true);
            if (any)
                SelectSet(false);
        }
        finally
        {
            if (!any)
                RestoreDefaults();
        }
        return any;
    }

    public IReadOnlyList<string> MissingMandatory() =>
        [.. Missing(_open).Select(p => p.Name)];

    private CommandParameter? Find(string name)
    {
        if (metadata.Parameters.FirstOrDefault(p => p.IsCalled(name)) is { } exact)
            return exact;
        List<CommandParameter> matches = [.. metadata.Parameters.Where(p => p.MayBeCalled(name))];
        if (matches.Count > 1 && matches.FindAll(p => !p.IsCommon) is { Count: 1 } own)
            return own[0];
        if (matches.Count > 1)
        {
            throw new ParameterBindingException("AmbiguousParameter", ErrorCategory.InvalidArgument, name,
                $"Parameter cannot be processed because the parameter name '{name}' is ambiguous. Possible matches include:{string.Concat(matches.Select(p => $" -{p.Name}"))}.");
        }
        return matches.FirstOrDefault();
    }

    // A parameter without a value takes the next word, unless it is a switch.
    private List<CommandArgument> Pair(List<CommandArgument> arguments)
    {
        List<CommandArgument> paired = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            CommandArgument argument = arguments[i];
            if (argument is not { Name: { } name, HasValue: false } || Find(name) is not { } parameter)
                paired.Add(argument);
            else if (parameter.IsSwitch)
                paired.Add(argument with { HasValue = true, Value = SwitchParameter.Present });
            else if (i + 1 < arguments.Count && arguments[i + 1].Name is null)
                paired.Add(argument with { HasValue = true, Value = arguments[++i].Value });
            else
            {
                throw new ParameterBindingException("MissingArgument", ErrorCategory.InvalidArgument, parameter.Name,
                    $"Missing an argument for parameter '{parameter.Name}'. Specify a parameter of type '{parameter.Type}' and try again.");
            }
        }
        return paired;
    }

    private List<CommandArgument> BindNamed(List<CommandArgument> arguments)
    {
        List<CommandArgument> rest = [];
        foreach (CommandArgument argument in arguments)
        {
            if (argument.Name is null || Find(argument.Name) is not { } parameter)
            {
                rest.Add(argument);
                continue;
            }
            if (_bound.Contains(parameter))
            {
                throw new ParameterBindingException("ParameterAlreadyBound", ErrorCategory.InvalidArgument, parameter.Name,
                    $"Cannot bind parameter because parameter '{parameter.Name}' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, \"-parameter value1,value2,value3\".");
            }
            if (_open.Count > 0 && !parameter.IsIn(_open))
                throw Ambiguous();
            Bind(parameter, argument.Value, coerce: true);
        }
        return rest;
    }

    private List<CommandArgument> BindPositional(List<CommandArgument> arguments, out ParameterBindingException? refused)
    {
        refused = null;
        List<CommandArgument> rest = [.. arguments];
        int[] positions = [.. metadata.Parameters.SelectMany(p => p.In(metadata.Sets)).Select(a => a.Position).Where(p => p != int.MinValue).Distinct().Order()];
        foreach (int position in positions)
        {
            int next = rest.FindIndex(a => a.Name is null);
            if (next < 0)
                break;
            if (!AtPosition(position, _open).Any())
                continue;
            if (!TryBindAt(position, rest[next].Value, ref refused))
                break;
            rest.RemoveAt(next);
        }
        return rest;
    }

    private IEnumerable<CommandParameter> AtPosition(int position, ParameterSets sets) =>
        Unbound.Where(p => p.In(sets).Any(a => a.Position == position && !a.ValueFromRemainingArguments));

    private bool TryBindAt(int position, object? value, ref ParameterBindingException? refused)
    {
        foreach (bool coerce in (bool[])[false, true])
        {
            foreach (ParameterSets sets in DefaultFirst())
            {
                foreach (CommandParameter parameter in AtPosition(position, sets).ToArray())
                {
                    try
                    {
                        if (Bind(parameter, value, coerce))
                            return true;
                    }
                    catch (ParameterBindingException e)
                    {
                        refused ??= e;
                    }
                }
            }
        }
        return false;
    }

    private List<CommandArgument> BindRemaining(List<CommandArgument> rest)
    {
        if (rest.Count == 0 || Unbound.FirstOrDefault(p => p.In(_open).Any(a => a.ValueFromRemainingArguments)) is not { } parameter)
            return rest;
        List<object?> values = [];
        foreach (CommandArgument argument in rest)
        {
            // A parameter nobody knows is passed on as the word that it is.
            if (argument.Name is not null)
                values.Add(argument.Text);
            if (argument.HasValue)
                values.Add(argument.Value);
        }
        Bind(parameter, values is [IList] ? values[0] : values.ToArray(), coerce: true);
        return [];
    }

    private bool BindFromPipeline(object? input, bool byPropertyName, bool coerce)
    {
        foreach (ParameterSets sets in DefaultFirst())
        {
            bool any = false;
            foreach (CommandParameter parameter in Unbound.ToArray())
            {
                // Each parameter that binds narrows what is left for the others.
                if (parameter.In(sets).Any(a => byPropertyName ? a.ValueFromPipelineByPropertyName : a.ValueFromPipeline) && parameter.IsIn(_open))
                    any |= BindFromPipeline(parameter, input, byPropertyName, coerce);
            }
            if (any)
                return true;
        }
        return false;
    }

    private bool BindFromPipeline(CommandParameter parameter, object? input, bool byPropertyName, bool coerce)
    {
        object? value = input;
        if (byPropertyName)
        {
            if (input is null || PropertyFor(parameter, (PSObject)input) is not { } property)
                return false;
            value = property.Value;
        }
        object? former = parameter.Get(Target(parameter));
        try
        {
            if (!Bind(parameter, value, coerce))
                return false;
        }
        catch (ParameterBindingException e) when (e is not ParameterBindingValidationException
            && (e is not ParameterBindingArgumentTransformationException || e.InnerException is PSInvalidCastException or { InnerException: PSInvalidCastException }))
        {
            return false;
        }
        _defaults.TryAdd(parameter, former);
        _boundByPipeline.Add(parameter);
        return true;
    }

    private static PSPropertyInfo? PropertyFor(CommandParameter parameter, PSObject input) =>
        parameter.Aliases.Prepend(parameter.Name).Select(n => input.Properties[n]).FirstOrDefault(p => p is not null);

    private IEnumerable<ParameterSets> DefaultFirst()
    {
        ParameterSets open = _open;
        if (metadata.DefaultSet is { } defaultSet && open.Contains(defaultSet))
        {
            yield return open.Only(defaultSet);
            open = open.Without(defaultSet);
        }
        yield return open;
    }

    private bool Bind(CommandParameter parameter, object? value, bool coerce)
    {
        value = Transform(parameter, value);
        bool isNull = PSObject.Base(value) is null;
        if (coerce)
            value = ArgumentCoercion.Coerce(parameter.Name, parameter.Type, value);
        else if (!ArgumentCoercion.TryFit(parameter.Type, ref value))
            return false;
        Validate(parameter, value);
        RequireContent(parameter, isNull ? null : value);
        parameter.Set(Target(parameter), value);
        _bound.Add(parameter);
        _open = _open.Narrow(parameter);
        invocation.BoundParameters[parameter.Name] = value;
        return true;
    }

    private object? Transform(CommandParameter parameter, object? value)
    {
        foreach (ArgumentTransformationAttribute transformation in parameter.Transformations)
        {
            if (value is null && !parameter.IsMandatorySomewhere && !transformation.TransformNullOptionalParameters)
                continue;
            try
            {
                value = transformation.Transform(engine, value);
            }
            catch (Exception e) when (e is not FlowControlException)
            {
                throw new ParameterBindingArgumentTransformationException("ParameterArgumentTransformationError", ErrorCategory.InvalidData, parameter.Name,
                    $"Cannot process argument transformation on parameter '{parameter.Name}'. {e.Message}", e);
            }
        }
        return value;
    }

    private void Validate(CommandParameter parameter, object? value)
    {
        foreach (ValidateArgumentsAttribute validation in parameter.Validations)
        {
            try
            {
                validation.InternalValidate(value, engine);
            }
            catch (Exception e) when (e is not FlowControlException)
            {
                throw new ParameterBindingValidationException("ParameterArgumentValidationError", parameter.Name,
                    $"Cannot validate argument on parameter '{parameter.Name}'. {e.Message}", e);
            }
        }
    }

    // A mandatory parameter takes neither nothing nor something empty unless it says so.
    private static void RequireContent(CommandParameter parameter, object? value)
    {
        if (!parameter.IsMandatorySomewhere)
            return;
        object? inner = PSObject.Base(value);
        if (inner is null && !parameter.AllowsNull)
            throw Refuse("ParameterArgumentValidationErrorNullNotAllowed", "it is null");
        if (inner is "" && !parameter.AllowsEmptyString && parameter.Type == typeof(string))
            throw Refuse("ParameterArgumentValidationErrorEmptyStringNotAllowed", "it is an empty string");
        if (inner is not IList list)
            return;
        if (list.Count == 0 && !parameter.AllowsEmptyCollection)
            throw Refuse("ParameterArgumentValidationErrorEmptyArrayNotAllowed", "it is an empty array");
        foreach (object? element in list)
        {
            if (PSObject.Base(element) is null && !parameter.AllowsNull)
                throw Refuse("ParameterArgumentValidationErrorNullNotAllowed", "an element of it is null");
            if (PSObject.Base(element) is "" && !parameter.AllowsEmptyString)
                throw Refuse("ParameterArgumentValidationErrorEmptyStringNotAllowed", "an element of it is an empty string");
        }

        ParameterBindingValidationException Refuse(string id, string why) =>
            new(id, parameter.Name, $"Cannot bind argument to parameter '{parameter.Name}' because {why}.");
    }

    private void SelectSet(bool expectsInput)
    {
        if (metadata.Sets.Count == 0)
        {
            SetName(ParameterAttribute.AllParameterSets);
            return;
        }
        if (_open.Count == 0)
            throw Ambiguous();
        bool hasDefault = metadata.DefaultSet is { } defaultSet && _open.Contains(defaultSet);
        if (_open.Count > 1 && hasDefault)
        {
            SetName(metadata.DefaultSet!);
            if (!expectsInput)
                _open = _open.Only(metadata.DefaultSet!);
            return;
        }
        if (_open.Count > 1 && expectsInput && Unbound.Any(p => p.In(_open).Any(IsFromPipeline)))
            return;
        if (_open.Count > 1)
        {
            string[] complete = [.. _open.Names.Where(n => !Missing(_open.Only(n)).Any())];
            _open = complete.Length == 1 ? _open.Only(complete[0]) : throw Ambiguous();
        }
        SetName(_open.Names[0]);
    }

    private void RequireMandatory(bool expectsInput)
    {
        if (metadata.Sets.Count == 0)
        {
            RequireNone(Missing(_open).Where(p => !expectsInput || !p.In(_open).Any(IsFromPipeline)));
            return;
        }
        // With input to come a set stays open as long as the input can fill what it still needs.
        Dictionary<string, CommandParameter[]> missing = _open.Names.ToDictionary(
            n => n,
            n => Missing(_open.Only(n)).Where(p => !expectsInput || !p.In(_open.Only(n)).Any(IsFromPipeline)).ToArray());
        string[] possible = [.. missing.Where(m => m.Value.Length == 0).Select(m => m.Key)];
        if (possible.Length == 0)
            RequireNone(missing[metadata.DefaultSet is { } d && missing.ContainsKey(d) ? d : _open.Names[0]]);
        _open = new ParameterSets(possible);
    }

    private static void RequireNone(IEnumerable<CommandParameter> missing)
    {
        string names = string.Join(" ", missing.Select(p => p.Name));
        if (names.Length > 0)
        {
            throw new ParameterBindingException("MissingMandatoryParameter", ErrorCategory.InvalidArgument, names,
                $"Cannot process command because of one or more missing mandatory parameters: {names}.");
        }
    }

    private static bool IsFromPipeline(ParameterAttribute attribute) =>
        attribute.ValueFromPipeline || attribute.ValueFromPipelineByPropertyName;

    private IEnumerable<CommandParameter> Missing(ParameterSets sets) =>
        Unbound.Where(p => p.In(sets).Any(a => a.Mandatory));

    private void RestoreDefaults()
    {
        foreach (CommandParameter parameter in _boundByPipeline)
        {
            // BoundParameters keeps the name, as PowerShell's does.
            parameter.Set(Target(parameter), _defaults[parameter]);
            _bound.Remove(parameter);
        }
        _boundByPipeline.Clear();
    }

    private void SetName(string name)
    {
        if (cmdlet is PSCmdlet psCmdlet)
            psCmdlet.ParameterSetName = name;
    }

    private object Target(CommandParameter parameter) => parameter.Owner(cmdlet, _common, _shouldProcess);

    private static ParameterBindingException NotFound(CommandArgument argument) => argument.Name is { } name
        ? new ParameterBindingException("NamedParameterNotFound", ErrorCategory.InvalidArgument, name, $"A parameter cannot be found that matches parameter name '{name}'.")
        : new ParameterBindingException("PositionalParameterNotFound", ErrorCategory.InvalidArgument, null, $"A positional parameter cannot be found that accepts argument '{argument.Text}'.");

    private static ParameterBindingException Ambiguous() => new("AmbiguousParameterSet", ErrorCategory.InvalidArgument, null,
        "Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.");
}
