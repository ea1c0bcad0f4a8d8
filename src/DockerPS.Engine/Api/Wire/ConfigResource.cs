namespace DockerPS.Engine.Api.Wire;

/// <summary>An element of GET /configs and the answer of GET /configs/{id}, in the engine's own shape.</summary>
internal sealed class ConfigResource : SwarmResource
{
    public ConfigSpec Spec { get; set; } = new();

    public DockerConfigSummary ToSummary(DockerConnection connection) => Fill(
        new DockerConfigSummary { TemplateDriver = Spec.Templating.Name, Size = Spec.Data.Length }, connection, Spec);

    public DockerConfigDetail ToDetail(DockerConnection connection) => Fill(
        new DockerConfigDetail { TemplateDriver = Spec.Templating.Name, Size = Spec.Data.Length, Data = Spec.Data }, connection, Spec);

    internal sealed class ConfigSpec : SpecOf
    {
        public byte[] Data { get; set; } = [];

        public DriverSpec Templating { get; set; } = new();
    }
}
