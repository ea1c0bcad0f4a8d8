namespace System.Management.Automation.Language;

public class VariableExpressionAst : ExpressionAst
{
    public VariableExpressionAst(IScriptExtent extent, string variableName, bool splatted)
        : base(extent)
    {
        VariablePath = new VariablePath(variableName);
        Splatted = splatted;
    }

    public bool Splatted { get; }

    public VariablePath VariablePath { get; }
}
