namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of GET /exec/{id}/json, as far as it is used.</summary>
internal sealed class ExecInspection
{
    public bool Running { get; set; }

    public long? ExitCode { get; set; }

    public int Pid { get; set; }
}
