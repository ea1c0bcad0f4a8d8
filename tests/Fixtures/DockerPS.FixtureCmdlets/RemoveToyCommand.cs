using System.Management.Automation;

namespace DockerPS.FixtureCmdlets;

/// <summary>Asks before each change; a name "broken" is an error, "dead" ends the pipeline, "bug" is an exception of the cmdlet.</summary>
[Cmdlet(VerbsCommon.Remove, "Toy", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Break-Toy")]
public sealed class RemoveToyCommand : PSCmdlet, IDisposable
{
    [Parameter(Position = 0, ValueFromPipeline = true, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string name in Name)
            Remove(name);
    }

    protected override void EndProcessing() => Host.UI.WriteLine("ended");

    public void Dispose() => Host.UI.WriteLine("disposed");

    private void Remove(string name)
    {
        switch (name)
        {
            case "bug":
                throw new InvalidOperationException("a bug");
            case "dead":
                ThrowTerminatingError(Record(name, "ToyDead", ErrorCategory.ResourceUnavailable));
                break;
            case "broken":
                WriteError(Record(name, "ToyBroken", ErrorCategory.ObjectNotFound));
                break;
            default:
                if ((Force && !MyInvocation.BoundParameters.ContainsKey("Confirm")) || ShouldProcess($"{name} (1)", "Remove toy"))
                    WriteObject(name);
                break;
        }
    }

    private static ErrorRecord Record(string name, string id, ErrorCategory category) =>
        new(new InvalidOperationException($"{name} it is"), id, category, name) { ErrorDetails = new ErrorDetails($"The toy {name}.") { RecommendedAction = "Glue it." } };
}
