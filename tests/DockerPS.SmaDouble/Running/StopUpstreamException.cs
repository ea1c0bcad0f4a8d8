using System.Management.Automation;

namespace DockerPS.SmaDouble;

/// <summary>What Select-Object -First throws out of the WriteObject of the command before it.</summary>
internal sealed class StopUpstreamException : FlowControlException;
