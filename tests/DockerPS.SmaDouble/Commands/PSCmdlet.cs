using System.Collections.ObjectModel;
using System.Management.Automation.Host;

namespace System.Management.Automation;

public abstract class PSCmdlet : Cmdlet
{
    private SessionState? _sessionState;
    private InvocationInfo? _myInvocation;

    public PSHost Host => CommandRuntime.Host;

    public InvocationInfo MyInvocation => _myInvocation ?? throw NotRunning();

    public string ParameterSetName { get; internal set; } = "";

    public SessionState SessionState => _sessionState ?? throw NotRunning();

    public PathInfo CurrentProviderLocation(string providerId) => SessionState.Path.CurrentProviderLocation(providerId);

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider) =>
        SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);

    public string GetUnresolvedProviderPathFromPSPath(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    public object? GetVariableValue(string name) => SessionState.PSVariable.GetValue(name);

    public object? GetVariableValue(string name, object? defaultValue) => SessionState.PSVariable.GetValue(name, defaultValue);

    internal void Attach(SessionState sessionState, InvocationInfo myInvocation)
    {
        _sessionState = sessionState;
        _myInvocation = myInvocation;
    }

    private static NotImplementedException NotRunning() => new("The cmdlet does not run in a pipeline.");
}
