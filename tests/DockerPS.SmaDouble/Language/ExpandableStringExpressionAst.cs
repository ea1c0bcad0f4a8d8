namespace System.Management.Automation.Language;

public class ExpandableStringExpressionAst : ExpressionAst
{
    internal ExpandableStringExpressionAst(IScriptExtent extent)
        : base(extent)
    {
    }
}
