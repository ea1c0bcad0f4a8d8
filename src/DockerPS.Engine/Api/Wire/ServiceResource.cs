using System.Globalization;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Requests.Stacks;

namespace DockerPS.Engine.Api.Wire;

/// <summary>An element of GET /services and the answer of GET /services/{id}, in the engine's own shape.</summary>
internal sealed class ServiceResource : SwarmResource
{
    public ServiceSpecification Spec { get; set; } = new();

    public ServiceSpecification? PreviousSpec { get; set; }

    public ServiceEndpoint Endpoint { get; set; } = new();

    public ServiceUpdateStatus? UpdateStatus { get; set; }

    public TaskCounts? ServiceStatus { get; set; }

    public ServiceJobStatus? JobStatus { get; set; }

    public DockerServiceSummary ToSummary(DockerConnection connection) => FillService(new DockerServiceSummary(), connection);

    public DockerServiceDetail ToDetail(DockerConnection connection) => FillService(
        new DockerServiceDetail
        {
            Spec = Spec,
            PreviousSpec = PreviousSpec,
            Endpoint = Endpoint,
            UpdateStatus = UpdateStatus,
            JobStatus = JobStatus,
        },
        connection);

    /// <summary>An image as it is shown, and its digest: a name by tag goes without docker.io and library/.</summary>
    public static (string Image, string Digest) SplitImage(string image) =>
        ImageReference.TryParse(image, out ImageReference? reference, out _) && reference.Tag is { } tag
            ? ($"{reference.FamiliarName}:{tag}", reference.Digest ?? "")
            : (image, "");

    private T FillService<T>(T service, DockerConnection connection)
        where T : DockerService
    {
        Fill(service, connection, new SpecOf { Name = Spec.Name, Labels = Spec.Labels });
        service.Mode = Spec.Mode.Name;
        service.Running = ServiceStatus?.RunningTasks;
        service.Desired = ServiceStatus?.DesiredTasks;
        service.Completed = ServiceStatus?.CompletedTasks;
        service.Replicas = ServiceStatus is { } counts ? ReplicasText(counts) : "";
        (service.Image, service.ImageDigest) = SplitImage(Spec.TaskTemplate.Container.Image);
        service.Ports = Endpoint.Ports;
        service.UpdateState = UpdateStatus?.State ?? "";
        service.UpdateMessage = UpdateStatus?.Message ?? "";
        service.Stack = Spec.Labels.GetValueOrDefault(StackNames.NamespaceLabel, "");
        return service;
    }

    private string ReplicasText(TaskCounts counts)
    {
        string running = string.Create(CultureInfo.InvariantCulture, $"{counts.RunningTasks}/{counts.DesiredTasks}");
        if (Spec.Mode.IsJob)
        {
            // Of a global job those count as desired that have not ended yet.
            long total = Spec.Mode.TotalCompletions ?? counts.DesiredTasks + counts.CompletedTasks;
            return string.Create(CultureInfo.InvariantCulture, $"{running} ({counts.CompletedTasks}/{total} completed)");
        }

        return Spec.Mode.Replicas is not null && Spec.TaskTemplate.Placement.MaxReplicas is > 0 and long most
            ? string.Create(CultureInfo.InvariantCulture, $"{running} (max {most} per node)")
            : running;
    }

    internal sealed class TaskCounts : EngineData
    {
        public long RunningTasks { get; set; }

        public long DesiredTasks { get; set; }

        public long CompletedTasks { get; set; }
    }
}
