using System.Text;

namespace DockerPS.Engine.Compose;

/// <summary>A text with variables, as compose files and .env files have them: $A, ${A}, ${A:-default}, ${A:?message}, ${A:+other}, the same
/// without the colon, one within the other, and $$ for a dollar sign.</summary>
internal sealed class TemplateText
{
    private const int MaximumDepth = 50;
    private const string Form = "$NAME, ${NAME}, ${NAME:-default}, ${NAME:?message}, ${NAME:+other}, or $$ for a dollar sign";

    /// <summary>Texts and variables in their order.</summary>
    private readonly List<object> _parts = [];

    private TemplateText()
    {
    }

    /// <summary>The variables in it, also those within others.</summary>
    public IEnumerable<TemplateVariable> Variables => _parts.OfType<TemplateVariable>().SelectMany(static variable => variable.Operand.Variables.Prepend(variable));

    /// <summary>The text as far as it holds no variables; what a default is shown as.</summary>
    public string Source { get; private init; } = "";

    /// <summary>Reads a text.</summary>
    /// <exception cref="TemplateException">A brace does not close, or what stands in it is no variable.</exception>
    public static TemplateText Parse(string text) => Parse(text, 0);

    /// <summary>Puts the variables in.</summary>
    /// <exception cref="TemplateException">A variable must be set and is not.</exception>
    public string Substitute(VariableScope scope)
    {
        if (_parts is [string only])
        {
            // Only dollar signs, but an alias may have the text very often.
            scope.Count(only.Length);
            return only;
        }
        var result = new StringBuilder();
        foreach (object part in _parts)
        {
            string value = part is TemplateVariable variable ? ValueOf(variable, scope) : (string)part;
            scope.Count(result.Length + value.Length);
            result.Append(value);
        }
        return result.ToString();
    }

    private static TemplateText Parse(string text, int depth)
    {
        if (depth > MaximumDepth)
            throw new TemplateException($"variables stand in each other more than {MaximumDepth} times");
        var template = new TemplateText { Source = text };
        var literal = new StringBuilder();
        int index = 0;
        while (index < text.Length)
        {
            int dollar = text.IndexOf('$', index);
            if (dollar < 0)
                break;
            literal.Append(text, index, dollar - index);
            index = dollar + 1;
            char next = index < text.Length ? text[index] : '\0';
            if (next == '$')
            {
                literal.Append('$');
                index++;
            }
            else if (next == '{')
            {
                int end = ClosingBrace(text, index);
                template.Add(literal, ParseBraced(text[(index + 1)..end], depth));
                index = end + 1;
            }
            else if (IsNameStart(next))
            {
                int end = NameEnd(text, index);
                template.Add(literal, new TemplateVariable(text[index..end], TemplateOperator.None, EmptyIsUnset: false, new TemplateText()));
                index = end;
            }
            else
            {
                literal.Append('$');
            }
        }
        literal.Append(text, index, text.Length - index);
        if (literal.Length > 0 || template._parts.Count == 0)
            template._parts.Add(literal.ToString());
        return template;
    }

    private static TemplateVariable ParseBraced(string text, int depth)
    {
        int end = text.Length > 0 && IsNameStart(text[0]) ? NameEnd(text, 0) : 0;
        string name = text[..end];
        ReadOnlySpan<char> rest = text.AsSpan(end);
        bool hasColon = rest is [':', ..];
        if (hasColon)
            rest = rest[1..];
        if (end == 0 || (rest.IsEmpty && hasColon) || rest is not ([] or ['-' or '?' or '+', ..]))
            throw new TemplateException($"\"${{{DisplayText.Of(text)}}}\" is no variable", Form);
        if (rest.IsEmpty)
            return new TemplateVariable(name, TemplateOperator.None, EmptyIsUnset: false, new TemplateText());
        TemplateOperator kind = rest[0] switch
        {
            '-' => TemplateOperator.Default,
            '?' => TemplateOperator.Required,
            _ => TemplateOperator.Alternate,
        };
        return new TemplateVariable(name, kind, hasColon, Parse(rest[1..].ToString(), depth + 1));
    }

    private static string ValueOf(TemplateVariable variable, VariableScope scope)
    {
        string? value = scope.Lookup(variable.Name);
        bool isSet = value is not null && !(variable.EmptyIsUnset && value.Length == 0);
        switch (variable.Operator)
        {
            case TemplateOperator.Default:
                return isSet ? value! : variable.Operand.Substitute(scope);
            case TemplateOperator.Alternate:
                return isSet ? variable.Operand.Substitute(scope) : "";
            case TemplateOperator.Required when !isSet:
                string message = variable.Operand.Substitute(scope);
                string why = value is null ? "is not set" : "is empty";
                throw new TemplateException($"the variable {variable.Name} {why}{(message.Length == 0 ? "" : ": ")}{message}", isMissingVariable: true);
            default:
                if (value is null)
                    scope.Missing(variable.Name);
                return value ?? "";
        }
    }

    /// <summary>The brace that closes the one at the index; braces between them come in pairs.</summary>
    private static int ClosingBrace(string text, int open)
    {
        int depth = 0;
        for (int index = open; index < text.Length; index++)
        {
            if (text[index] == '{')
                depth++;
            else if (text[index] == '}' && --depth == 0)
                return index;
        }
        throw new TemplateException($"in \"{DisplayText.Of(text[(open - 1)..])}\" a brace is not closed", Form);
    }

    private static bool IsNameStart(char c) => c == '_' || char.IsAsciiLetter(c);

    private static int NameEnd(string text, int start)
    {
        int end = start;
        while (end < text.Length && (text[end] == '_' || char.IsAsciiLetterOrDigit(text[end])))
            end++;
        return end;
    }

    private void Add(StringBuilder literal, TemplateVariable variable)
    {
        if (literal.Length > 0)
            _parts.Add(literal.ToString());
        literal.Clear();
        _parts.Add(variable);
    }
}
