namespace System.Management.Automation.Language;

public abstract class Ast
{
    protected Ast(IScriptExtent extent) => Extent = extent;

    public IScriptExtent Extent { get; }

    public Ast? Parent { get; internal set; }

    private protected virtual IEnumerable<Ast> Children => [];

    public Ast? Find(Func<Ast, bool> predicate, bool searchNestedScriptBlocks) =>
        predicate(this) ? this : Children.Select(child => child.Find(predicate, searchNestedScriptBlocks)).FirstOrDefault(found => found is not null);

    public override string ToString() => Extent.Text;
}
