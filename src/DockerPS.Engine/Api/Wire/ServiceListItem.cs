namespace DockerPS.Engine.Api.Wire;

/// <summary>An element of GET /services, as far as the list shows it: most of a spec is skipped, and lists of many services are read in a fraction of the time.</summary>
internal sealed class ServiceListItem : SwarmResource
{
    public ListedSpec Spec { get; set; } = new();

    public Skipped? PreviousSpec { get; set; }

    public ListedEndpoint Endpoint { get; set; } = new();

    public ServiceUpdateStatus? UpdateStatus { get; set; }

    public ServiceResource.TaskCounts? ServiceStatus { get; set; }

    public Skipped? JobStatus { get; set; }

    public DockerServiceSummary ToSummary(DockerConnection connection)
    {
        DockerServiceSummary service = Fill(new DockerServiceSummary(), connection, new SpecOf { Name = Spec.Name, Labels = Spec.Labels });
        ServiceResource.Complete(
            service, Spec.Mode, Spec.TaskTemplate.Placement?.MaxReplicas ?? 0, Spec.TaskTemplate.ContainerSpec?.Image ?? "", Endpoint.Ports, UpdateStatus, ServiceStatus);
        return service;
    }

    internal sealed class Skipped;

    internal sealed class ListedSpec
    {
        public string Name { get; set; } = "";

        public StringMap Labels { get; set; } = [];

        public ListedTask TaskTemplate { get; set; } = new();

        public ServiceMode Mode { get; set; } = new();
    }

    internal sealed class ListedTask
    {
        public ListedContainer? ContainerSpec { get; set; }

        public ListedPlacement? Placement { get; set; }
    }

    internal sealed class ListedContainer
    {
        public string Image { get; set; } = "";
    }

    internal sealed class ListedPlacement
    {
        public long MaxReplicas { get; set; }
    }

    internal sealed class ListedEndpoint
    {
        public ReadableList<ServicePort> Ports { get; set; } = [];
    }
}
