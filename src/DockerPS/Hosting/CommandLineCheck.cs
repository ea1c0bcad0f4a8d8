using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;

namespace DockerPS.Hosting;

/// <summary>Walks the line by which a cmdlet was called, as PowerShell's binder did, to see which dash words it took out of a command.</summary>
internal sealed class CommandLineCheck
{
    private const string EndOfParameters = "--";

    // Public in newer versions only; the place that it is read from is in all of them.
    private static readonly PropertyInfo? s_statement = typeof(InvocationInfo).GetProperty("Statement");
    private static readonly PropertyInfo? s_position = typeof(InvocationInfo).GetProperty("ScriptPosition", BindingFlags.Instance | BindingFlags.NonPublic);

    // No program has these in this spelling: behind a command they are the cmdlet's, as users write them at the end of every line.
    private static readonly HashSet<string> s_unmistakable = new(StringComparer.Ordinal)
    {
        "ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "ErrorVariable", "WarningVariable", "InformationVariable",
        "OutVariable", "OutBuffer", "PipelineVariable", "WhatIf", "Confirm",
        "AsResult", "AutoRemove", "ErrorOnNonZeroExit", "HostAddress", "StandardError", "ThrottleLimit",
    };

    private readonly PSCmdlet _cmdlet;
    private readonly IReadOnlyList<string> _targets;
    private readonly string _line;
    private readonly ParameterNames _names;
    private readonly IReadOnlyList<CommandElementAst> _elements;

    private bool _hasTarget;
    private bool _ended;
    private int _wordsAt = -1;
    private int? _words = 0;
    private int? _wordsBeforeShellCommand;

    private CommandLineCheck(PSCmdlet cmdlet, IReadOnlyList<string> targets, string line, IReadOnlyList<CommandElementAst> elements)
    {
        _cmdlet = cmdlet;
        _targets = targets;
        _line = line;
        _elements = elements;
        _names = ParameterNames.Of(cmdlet);
    }

    private bool InWords => _wordsAt >= 0;

    /// <summary>Checks the line; what cannot be known (a splatted array, a call from a program) is not guessed at.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="targets">The parameters that stand for what the command runs in: once one is given, what follows are words.</param>
    /// <returns>How many words of the command stand before -c; null where it is not among them, or cannot be known.</returns>
    /// <exception cref="InvalidRequestException">PowerShell took a word of the command as a parameter, or a parameter is misspelt.</exception>
    public static int? Run(PSCmdlet cmdlet, IReadOnlyList<string> targets)
    {
        string line = LineOf(cmdlet.MyInvocation);
        return line.Length == 0 ? null : Parse(cmdlet, targets, line)?.Walk();
    }

    private static string LineOf(InvocationInfo invocation) =>
        s_statement?.GetValue(invocation) as string
        ?? (s_position?.GetValue(invocation) as IScriptExtent)?.Text
        ?? "";

    private static CommandLineCheck? Parse(PSCmdlet cmdlet, IReadOnlyList<string> targets, string line)
    {
        ScriptBlockAst script = Parser.ParseInput(line, out _, out _);
        return script.Find(static ast => ast is CommandAst, searchNestedScriptBlocks: false) is CommandAst { Extent.StartOffset: 0 } command
            ? new CommandLineCheck(cmdlet, targets, line, command.CommandElements)
            : null;
    }

    private int? Walk()
    {
        for (int index = 1; index < _elements.Count; index++)
        {
            switch (_elements[index])
            {
                case CommandParameterAst dash when !_ended:
                    index += ReadDashWord(dash);
                    break;
                case VariableExpressionAst { Splatted: true } splat:
                    if (!ReadSplat(splat))
                    {
                        return null;
                    }

                    break;
                default:
                    ReadWord(_elements[index], index);
                    break;
            }
        }

        return _wordsBeforeShellCommand;
    }

    /// <summary>Reads a dash word; returns how many elements behind it are its value.</summary>
    private int ReadDashWord(CommandParameterAst dash)
    {
        if (dash.Extent.Text == EndOfParameters)
        {
            _ended = true;
            return 0;
        }

        string? parameter = _names.Find(dash.ParameterName);
        if (parameter is null)
        {
            ReadUnknown(dash);
            return 0;
        }

        if (InWords)
        {
            if (dash.Extent.Text is "-c")
            {
                _wordsBeforeShellCommand = _words;
            }
            else if (!s_unmistakable.Contains(dash.ParameterName))
            {
                throw Taken(dash, parameter);
            }
        }

        _hasTarget |= _targets.Contains(parameter);

        return dash.Argument is null && !_names.IsSwitch(parameter) ? 1 : 0;
    }

    /// <summary>PowerShell hands an unknown dash word on among the words, wherever it stands: before them that is a mistake.</summary>
    private void ReadUnknown(CommandParameterAst dash)
    {
        string? meant = _names.Closest(dash.ParameterName);
        if (!InWords || meant is not null)
        {
            throw new InvalidRequestException("ParameterUnknown", $"{Cmdlet} has no parameter '{dash.Extent.Text}'.")
            {
                Advice = (meant is null ? "" : $"Did you mean -{meant}? ") + (CorrectedAt(dash) is { } corrected ? $"As a word of the container's command: {corrected}" : ""),
            };
        }

        if (dash.Argument is not null)
        {
            throw Split(dash.Extent.Text);
        }

        Count(1);
    }

    private bool ReadSplat(VariableExpressionAst splat)
    {
        object? value = _cmdlet.SessionState.PSVariable.GetValue(splat.VariablePath.UserPath);
        if ((value is PSObject wrapped ? wrapped.BaseObject : value) is not IDictionary table)
        {
            // An array stands for any number of words, and $args for parameters too.
            return false;
        }

        _hasTarget |= table.Keys.Cast<object>().Any(key => _names.Find(ValueText.Of(key)) is { } name && _targets.Contains(name));
        return true;
    }

    private void ReadWord(CommandElementAst element, int index)
    {
        string text = element.Extent.Text;
        // PowerShell cuts -p:80 in two even behind --.
        if (_ended && text.StartsWith('-') && text.EndsWith(':') && index + 1 < _elements.Count && _elements[index + 1].Extent.StartOffset == element.Extent.EndOffset)
        {
            throw Split(text + _elements[index + 1].Extent.Text);
        }

        if (!_hasTarget)
        {
            _hasTarget = true;
            return;
        }

        if (!InWords)
        {
            _wordsAt = element.Extent.StartOffset;
        }

        Count(element switch
        {
            StringConstantExpressionAst or ExpandableStringExpressionAst or ConstantExpressionAst => 1,
            ArrayLiteralAst list => list.Elements.Count,
            _ => null,
        });
    }

    private void Count(int? words) => _words += words;

    private string Cmdlet => _cmdlet.MyInvocation.InvocationName is { Length: > 1 } name ? name : _cmdlet.MyInvocation.MyCommand.Name;

    private InvalidRequestException Taken(CommandParameterAst dash, string parameter) => new(
        "CommandWordTaken",
        $"PowerShell took '{dash.Extent.Text}' as the parameter -{parameter}, but it stands among the words of the container's command.")
    {
        Advice = $"If it belongs to the command, write: {CorrectedAt(dash)} . If -{parameter} was meant, put it before the command.",
    };

    private static InvalidRequestException Split(string text) => new(
        "CommandWordSplit", $"PowerShell cuts '{text}' in two at the colon.")
    {
        Advice = $"Put it in quotes: '{text}'.",
    };

    /// <summary>The line with -- before the command's first word; null where the word stands before the target.</summary>
    private string? CorrectedAt(CommandParameterAst dash) =>
        InWords ? _line.Insert(_wordsAt, EndOfParameters + " ")
        : _hasTarget ? _line.Insert(dash.Extent.StartOffset, EndOfParameters + " ")
        : null;
}
