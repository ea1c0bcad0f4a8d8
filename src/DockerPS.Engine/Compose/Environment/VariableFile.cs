using System.Text;

namespace DockerPS.Engine.Compose;

/// <summary>Reads files of variables: .env, env_file and label_file. NAME=value, also after export; 'as it stands', "with escapes and variables", both
/// over several lines; # begins a comment; a name alone takes the value that it has already.</summary>
internal sealed class VariableFile
{
    private readonly string _text;
    private readonly ComposeSource _source;
    private readonly IDictionary<string, string> _variables;
    private readonly Func<string, string?> _outer;
    private readonly VariableScope _scope;
    private int _index;
    private int _line = 1;

    private VariableFile(string text, ComposeSource source, IDictionary<string, string> variables, Func<string, string?> outer, ComposeWarnings warnings)
    {
        _text = text;
        _source = source;
        _variables = variables;
        _outer = outer;
        _scope = new VariableScope(
            name => _outer(name) ?? (_variables.TryGetValue(name, out string? value) ? value : null),
            name => warnings.Add(At(_line).Say($"the variable {name} is not set; nothing is put in for it")));
    }

    /// <summary>Reads a text into variables; one that is there already is replaced.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="variables">What is read, and what values can use.</param>
    /// <param name="outer">What goes before these when a value uses a variable.</param>
    /// <param name="warnings">Gets what is missing.</param>
    /// <exception cref="ComposeException">The text cannot be read.</exception>
    public static void Read(string text, ComposeSource source, IDictionary<string, string> variables, Func<string, string?> outer, ComposeWarnings warnings) =>
        new VariableFile(text, source, variables, outer, warnings).Read();

    /// <summary>Reads a text whose values are taken as they stand, with quotes and dollar signs: the format raw of env_file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="variables">What is read.</param>
    /// <param name="outer">The value of a name that stands alone.</param>
    /// <exception cref="ComposeException">A line has no name, or one with a space.</exception>
    public static void ReadRaw(string text, ComposeSource source, IDictionary<string, string> variables, Func<string, string?> outer)
    {
        int number = 0;
        foreach (string line in text.Split('\n').Select(static line => line.TrimEnd('\r')))
        {
            number++;
            if (line.TrimStart() is [] or ['#', ..])
                continue;
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            string name = (equals < 0 ? line : line[..equals]).TrimStart();
            if (name.Length == 0)
                throw new ComposeException(new ComposePosition(source, number, 1, ComposePath.Root), "a name is missing", "NAME=value");
            if (name.Any(char.IsWhiteSpace))
                throw new ComposeException(new ComposePosition(source, number, 1, ComposePath.Root), $"the name \"{DisplayText.Of(name)}\" has a space in it", "NAME=value");
            if ((equals < 0 ? outer(name) : line[(equals + 1)..]) is { } value)
                variables[name] = value;
        }
    }

    private static bool IsBlank(char c) => c is '\t' or '\v' or '\f' or '\r' or ' ' or '\u0085' or '\u00A0';

    private ComposePosition At(int line) => new(_source, line, 1, ComposePath.Root);

    private void Read()
    {
        while (SkipToStatement())
        {
            int line = _line;
            string name = ReadName(out bool hasValue);
            if (hasValue)
                _variables[name] = ReadValue(line);
            else if (_scope.Lookup(name) is { } value)
                _variables[name] = value;
        }
    }

    private bool SkipToStatement()
    {
        while (_index < _text.Length)
        {
            char c = _text[_index];
            if (c == '#')
                SkipLine();
            else if (c == '\n' || IsBlank(c) || char.IsWhiteSpace(c))
                Advance();
            else
                return true;
        }
        return false;
    }

    private void SkipLine()
    {
        int end = _text.IndexOf('\n', _index);
        _index = end < 0 ? _text.Length : end;
    }

    private void Advance()
    {
        if (_text[_index++] == '\n')
            _line++;
    }

    private string ReadName(out bool hasValue)
    {
        const string Export = "export";
        if (_text.AsSpan(_index).StartsWith(Export, StringComparison.Ordinal) && _index + Export.Length < _text.Length && IsBlank(_text[_index + Export.Length]))
        {
            _index += Export.Length;
            while (_index < _text.Length && IsBlank(_text[_index]))
                _index++;
        }

        int line = _line;
        int start = _index;
        while (_index < _text.Length && _text[_index] is not ('=' or ':' or '\n'))
        {
            char c = _text[_index];
            if (!(char.IsLetterOrDigit(c) || IsBlank(c) || c is '_' or '.' or '-' or '[' or ']'))
                throw new ComposeException(At(line), $"a name cannot hold '{DisplayText.Of(c.ToString())}'", "NAME=value");
            _index++;
        }
        string name = _text[start.._index].Trim();
        if (name.Any(IsBlank))
            throw new ComposeException(At(line), $"the name \"{DisplayText.Of(name)}\" has a space in it", "NAME=value");
        if (name.Length == 0)
            throw new ComposeException(At(line), "a name is missing", "NAME=value");
        hasValue = _index < _text.Length && _text[_index] is '=' or ':';
        if (hasValue)
            _index++;
        return name;
    }

    private string ReadValue(int line)
    {
        while (_index < _text.Length && IsBlank(_text[_index]))
            _index++;
        return _index < _text.Length && _text[_index] is '"' or '\'' ? ReadQuoted(line) : ReadBare(line);
    }

    private string ReadBare(int line)
    {
        int start = _index;
        SkipLine();
        string value = _text[start.._index];
        int comment = value.IndexOf(" #", StringComparison.Ordinal);
        return Substitute((comment < 0 ? value : value[..comment]).TrimEnd(), line);
    }

    private string ReadQuoted(int line)
    {
        char quote = _text[_index++];
        var value = new StringBuilder();
        while (_index < _text.Length)
        {
            char c = _text[_index];
            if (c == quote)
            {
                _index++;
                return quote == '\'' ? value.ToString() : Substitute(value.ToString(), line);
            }
            if (c == '\\' && _index + 1 < _text.Length)
                AppendEscape(value, quote);
            else
            {
                value.Append(c);
                Advance();
            }
        }
        throw new ComposeException(At(line), "the quote is not closed", $"{quote} at the end of the value");
    }

    /// <summary>Within ' only \' is one sign; within " those of the shell, and \$ is a dollar sign that begins no variable.</summary>
    private void AppendEscape(StringBuilder value, char quote)
    {
        char escaped = _text[_index + 1];
        if (escaped == quote)
            value.Append(quote);
        else if (quote == '"' && Escape(escaped) is { } text)
            value.Append(text);
        else if (quote == '"' && escaped == '0')
        {
            value.Append(ReadOctal());
            return;
        }
        else
        {
            value.Append('\\').Append(escaped);
        }
        _index++;
        Advance();
    }

    private static string? Escape(char c) => c switch
    {
        'a' => "\a",
        'b' => "\b",
        'f' => "\f",
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        'v' => "\v",
        '\\' => "\\",
        '$' => "$$",
        _ => null,
    };

    /// <summary>\0 and three digits of base 8.</summary>
    private string ReadOctal()
    {
        int end = _index + 2;
        int code = 0;
        while (end < _text.Length && end < _index + 5 && _text[end] is >= '0' and <= '7')
            code = (code * 8) + _text[end++] - '0';
        string text = end == _index + 5 && code <= byte.MaxValue ? ((char)code).ToString() : _text[_index..end];
        _index = end;
        return text;
    }

    private string Substitute(string value, int line)
    {
        if (!value.Contains('$', StringComparison.Ordinal))
            return value;
        try
        {
            return TemplateText.Parse(value).Substitute(_scope);
        }
        catch (TemplateException exception)
        {
            throw exception.At(At(line));
        }
    }
}
