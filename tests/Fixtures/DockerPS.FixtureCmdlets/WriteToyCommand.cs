using System.Management.Automation;

namespace DockerPS.FixtureCmdlets;

/// <summary>Uses every stream, the session's variables and paths, and an object with attached properties.</summary>
[Cmdlet(VerbsCommunications.Write, "Toy")]
public sealed class WriteToyCommand : PSCmdlet
{
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    [Parameter]
    public string? Path { get; set; }

    [Parameter(ValueFromRemainingArguments = true)]
    public string[] Words { get; set; } = [];

    protected override void ProcessRecord()
    {
        WriteDebug("debug");
        WriteWarning("warning");
        WriteProgress(new ProgressRecord(1, "Playing", "now") { PercentComplete = 50 });
        WriteInformation(new HostInformationMessage { Message = "for the host" }, ["PSHOST"]);
        SessionState.PSVariable.Set("global:LASTEXITCODE", 7);
        SessionState.PSVariable.Set("LASTEXITCODE", 8);
        PSObject line = new("a line");
        line.Properties.Add(new PSNoteProperty("Stream", "stdout"));
        WriteObject(line);
        WriteObject(new[] { 1, 2 }, enumerateCollection: true);
        WriteObject(Words);
        if (Path is not null)
            WriteObject(GetUnresolvedProviderPathFromPSPath(Path));
        if (Credential is not null)
            WriteObject(Credential.GetNetworkCredential().Password);
    }
}
