using System.Globalization;
using DockerPS.Engine.Requests.Stacks;

namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of GET /services/{id}, in the engine's own shape.</summary>
internal sealed class ServiceResource : SwarmResource
{
    private const string DockerHub = "docker.io/";
    private const string Official = "library/";

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

    /// <summary>An image as it is shown, and its digest: what has a tag goes without the digest, and without docker.io and library/.
    /// By hand: it is done for every service and task of a list.</summary>
    public static (string Image, string Digest) SplitImage(string image)
    {
        int at = image.IndexOf('@');
        string name = at < 0 ? image : image[..at];
        if (name.LastIndexOf(':') <= name.LastIndexOf('/'))
        {
            return (image, "");
        }

        string shown = name.StartsWith(DockerHub, StringComparison.Ordinal) ? name[DockerHub.Length..] : name;
        return (shown.StartsWith(Official, StringComparison.Ordinal) && shown.IndexOf('/', Official.Length) < 0 ? shown[Official.Length..] : shown, at < 0 ? "" : image[(at + 1)..]);
    }

    /// <summary>Fills in what a list shows of a service.</summary>
    public static void Complete(
        DockerService service,
        ServiceMode mode,
        long maximumPerNode,
        string image,
        ReadableList<ServicePort> ports,
        ServiceUpdateStatus? update,
        TaskCounts? counts)
    {
        service.Mode = mode.Name;
        service.Running = counts?.RunningTasks;
        service.Desired = counts?.DesiredTasks;
        service.Completed = counts?.CompletedTasks;
        service.Replicas = counts is null ? "" : ReplicasText(mode, maximumPerNode, counts);
        (service.Image, service.ImageDigest) = SplitImage(image);
        service.Ports = ports;
        service.UpdateState = update?.State ?? "";
        service.UpdateMessage = update?.Message ?? "";
        service.Stack = service.Labels.GetValueOrDefault(StackNames.NamespaceLabel, "");
    }

    private T FillService<T>(T service, DockerConnection connection)
        where T : DockerService
    {
        Fill(service, connection, new SpecOf { Name = Spec.Name, Labels = Spec.Labels });
        Complete(service, Spec.Mode, Spec.TaskTemplate.Placement.MaxReplicas, Spec.TaskTemplate.Container.Image, Endpoint.Ports, UpdateStatus, ServiceStatus);
        return service;
    }

    private static string ReplicasText(ServiceMode mode, long maximumPerNode, TaskCounts counts)
    {
        string running = string.Create(CultureInfo.InvariantCulture, $"{counts.RunningTasks}/{counts.DesiredTasks}");
        if (mode.IsJob)
        {
            // Of a global job those count as desired that have not ended yet.
            long total = mode.TotalCompletions ?? counts.DesiredTasks + counts.CompletedTasks;
            return string.Create(CultureInfo.InvariantCulture, $"{running} ({counts.CompletedTasks}/{total} completed)");
        }

        return mode.Replicas is not null && maximumPerNode > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{running} (max {maximumPerNode} per node)")
            : running;
    }

    internal sealed class TaskCounts : EngineData
    {
        public long RunningTasks { get; set; }

        public long DesiredTasks { get; set; }

        public long CompletedTasks { get; set; }
    }
}
