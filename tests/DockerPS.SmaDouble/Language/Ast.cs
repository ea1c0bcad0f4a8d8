namespace System.Management.Automation.Language;

public abstract class Ast
{
    protected Ast(IScriptExtent extent) => Extent = extent;

    public IScriptExtent Extent { get; }

    public Ast? Parent { get; internal set; }

    public override string ToString() => Extent.Text;
}
