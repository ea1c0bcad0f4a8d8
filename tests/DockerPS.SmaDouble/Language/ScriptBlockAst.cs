namespace System.Management.Automation.Language;

public class ScriptBlockAst : Ast
{
    private readonly CommandAst _command;

    internal ScriptBlockAst(IScriptExtent extent, CommandAst command)
        : base(extent)
    {
        _command = command;
        command.Parent = this;
    }

    private protected override IEnumerable<Ast> Children => [_command];
}
