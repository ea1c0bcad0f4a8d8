using System.Management.Automation;

namespace DockerPS.SmaDouble;

/// <summary>The parameters that a cmdlet has which supports ShouldProcess.</summary>
internal sealed class ShouldProcessParameterValues
{
    [Parameter, Alias("wi")]
    public SwitchParameter WhatIf { get; set; }

    [Parameter, Alias("cf")]
    public SwitchParameter Confirm { get; set; }
}
