using System.Management.Automation;

namespace DockerPS.FixtureCmdlets;

/// <summary>Uses what the double does not have, to prove that this is found.</summary>
[Cmdlet(VerbsLifecycle.Request, "TooMuch")]
public sealed class AskTooMuchCommand : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(SessionState.Provider);
}
