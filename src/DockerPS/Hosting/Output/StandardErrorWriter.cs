using System.Management.Automation;

namespace DockerPS.Hosting.Output;

/// <summary>Takes the lines of a command's standard error to where the user wants them.</summary>
/// <param name="cmdlet">The cmdlet that they are written by.</param>
/// <param name="action">Where they go; standard output is the caller's own.</param>
/// <param name="container">The container, as the source of information records and the target of errors.</param>
/// <param name="prefix">Stands before each line that is shown, where several containers speak; empty where one does.</param>
internal sealed class StandardErrorWriter(DockerCmdlet cmdlet, StandardErrorAction action, string container, string prefix)
{
    public ValueTask WriteAsync(string line) => action switch
    {
        StandardErrorAction.Information => cmdlet.InformAsync(prefix + line, container),
        StandardErrorAction.Output => cmdlet.WriteAsync(line),
        StandardErrorAction.Error => cmdlet.WriteErrorAsync(new ErrorRecord(new RemoteException(prefix + line), "StandardError", ErrorCategory.FromStdErr, container)),
        _ => ValueTask.CompletedTask,
    };
}
