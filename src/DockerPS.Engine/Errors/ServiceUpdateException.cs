namespace DockerPS;

/// <summary>A change of a service did not come about: the swarm paused it or undid it, because tasks failed.</summary>
public sealed class ServiceUpdateException : DockerException
{
    internal const string Paused = "ServiceUpdatePaused";
    internal const string RolledBack = "ServiceRolledBack";
    internal const string RollbackPaused = "ServiceRollbackPaused";

    internal ServiceUpdateException(string errorId, string service, string message)
        : base(message)
    {
        ErrorId = errorId;
        Service = service;
    }

    /// <summary>The stable id of the error record that reports it: ServiceUpdatePaused, ServiceRolledBack or ServiceRollbackPaused.</summary>
    public string ErrorId { get; }

    /// <summary>The service's name.</summary>
    public string Service { get; }

    /// <summary>What its tasks failed of, the latest first; the same failure of several tasks once.</summary>
    public ReadableList<string> TaskErrors { get; init; } = [];
}
