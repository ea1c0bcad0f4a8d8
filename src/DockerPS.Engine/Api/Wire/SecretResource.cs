namespace DockerPS.Engine.Api.Wire;

/// <summary>An element of GET /secrets and the answer of GET /secrets/{id}, in the engine's own shape.</summary>
internal sealed class SecretResource : SwarmResource
{
    public SecretSpec Spec { get; set; } = new();

    public DockerSecret ToModel(DockerConnection connection) => Fill(
        new DockerSecret
        {
            Driver = Spec.Driver.Name,
            DriverOptions = Spec.Driver.Options,
            TemplateDriver = Spec.Templating.Name,
        },
        connection,
        Spec);

    internal sealed class SecretSpec : SpecOf
    {
        public DriverSpec Driver { get; set; } = new();

        public DriverSpec Templating { get; set; } = new();
    }
}
