namespace System.Management.Automation.Language;

public class CommandParameterAst : CommandElementAst
{
    public CommandParameterAst(IScriptExtent extent, string parameterName, ExpressionAst? argument, IScriptExtent errorPosition)
        : base(extent)
    {
        ParameterName = parameterName;
        Argument = argument;
        ErrorPosition = errorPosition;
    }

    public ExpressionAst? Argument { get; }

    public IScriptExtent ErrorPosition { get; }

    public string ParameterName { get; }
}
