using System.Management.Automation.Internal;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Class)]
public abstract class CmdletCommonMetadataAttribute : CmdletMetadataAttribute
{
    private ConfirmImpact _confirmImpact = ConfirmImpact.Medium;

    public ConfirmImpact ConfirmImpact
    {
        get => SupportsShouldProcess ? _confirmImpact : ConfirmImpact.None;
        set => _confirmImpact = value;
    }

    public string? DefaultParameterSetName { get; set; }

    public string HelpUri { get; set; } = "";

    public RemotingCapability RemotingCapability { get; set; } = RemotingCapability.PowerShell;

    public bool SupportsPaging { get; set; }

    public bool SupportsShouldProcess { get; set; }
}
