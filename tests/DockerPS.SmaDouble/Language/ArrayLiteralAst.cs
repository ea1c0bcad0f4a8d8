using System.Collections.ObjectModel;

namespace System.Management.Automation.Language;

public class ArrayLiteralAst : ExpressionAst
{
    internal ArrayLiteralAst(IScriptExtent extent, IReadOnlyList<ExpressionAst> elements)
        : base(extent) => Elements = new ReadOnlyCollection<ExpressionAst>([.. elements]);

    public ReadOnlyCollection<ExpressionAst> Elements { get; }
}
