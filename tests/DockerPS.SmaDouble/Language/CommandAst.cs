using System.Collections.ObjectModel;

namespace System.Management.Automation.Language;

public class CommandAst : CommandBaseAst
{
    internal CommandAst(IScriptExtent extent, IReadOnlyList<CommandElementAst> commandElements)
        : base(extent)
    {
        foreach (CommandElementAst element in commandElements)
            element.Parent = this;
        CommandElements = new ReadOnlyCollection<CommandElementAst>([.. commandElements]);
    }

    public ReadOnlyCollection<CommandElementAst> CommandElements { get; }

    private protected override IEnumerable<Ast> Children => CommandElements;

    public string? GetCommandName() => (CommandElements[0] as StringConstantExpressionAst)?.Value;
}
