using System.Collections.ObjectModel;

namespace System.Management.Automation;

public class ScriptBlock
{
    private readonly string _text;

    private ScriptBlock(string text) => _text = text;

    public Guid Id { get; } = Guid.NewGuid();

    public static ScriptBlock Create(string script) => new(script ?? throw new PSArgumentNullException(nameof(script)));

    // The double runs no scripts: whatever one asks for is not there.
    public Collection<PSObject> Invoke(params object[] args) => [];

    public override string ToString() => _text;
}
