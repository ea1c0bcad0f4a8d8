namespace System.Management.Automation.Language;

public class StringConstantExpressionAst : ConstantExpressionAst
{
    public StringConstantExpressionAst(IScriptExtent extent, string value, StringConstantType stringConstantType)
        : base(extent, value) => StringConstantType = stringConstantType;

    public override Type StaticType => typeof(string);

    public StringConstantType StringConstantType { get; }

    public new string Value => (string)base.Value;
}
