namespace System.Management.Automation;

public class ScriptBlock
{
    private readonly string _text;

    private ScriptBlock(string text) => _text = text;

    public Guid Id { get; } = Guid.NewGuid();

    public static ScriptBlock Create(string script) => new(script ?? throw new PSArgumentNullException(nameof(script)));

    public override string ToString() => _text;
}
