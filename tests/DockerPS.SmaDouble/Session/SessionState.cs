namespace System.Management.Automation;

public sealed class SessionState
{
    public SessionState()
        : this(new PSVariableIntrinsics(), new PathIntrinsics(Environment.CurrentDirectory))
    {
    }

    internal SessionState(PSVariableIntrinsics variables, PathIntrinsics path)
    {
        PSVariable = variables;
        Path = path;
    }

    public PSLanguageMode LanguageMode { get; set; }

    public PathIntrinsics Path { get; }

    public PSVariableIntrinsics PSVariable { get; }
}
