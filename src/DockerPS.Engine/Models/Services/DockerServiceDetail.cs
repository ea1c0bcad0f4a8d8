namespace DockerPS;

/// <summary>A service with all that the engine tells of it (GET /services/{id}).</summary>
public sealed class DockerServiceDetail : DockerService
{
    internal DockerServiceDetail()
    {
    }

    /// <summary>What the service is to be (Spec).</summary>
    public ServiceSpecification Spec { get; internal init; } = new();

    /// <summary>What it was to be before its last change; null for one that was never changed (PreviousSpec).</summary>
    public ServiceSpecification? PreviousSpec { get; internal init; }

    /// <summary>How it is reached (Endpoint).</summary>
    public ServiceEndpoint Endpoint { get; internal init; } = new();

    /// <summary>How its last update went; null for one that was never updated (UpdateStatus).</summary>
    public ServiceUpdateStatus? UpdateStatus { get; internal init; }

    /// <summary>Which run of a job this is; null for all but jobs (JobStatus).</summary>
    public ServiceJobStatus? JobStatus { get; internal init; }
}
