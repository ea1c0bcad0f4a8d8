namespace System.Management.Automation.Language;

public class ConstantExpressionAst : ExpressionAst
{
    public ConstantExpressionAst(IScriptExtent extent, object value)
        : base(extent) => Value = value;

    public override Type StaticType => Value?.GetType() ?? typeof(object);

    public object Value { get; }
}
