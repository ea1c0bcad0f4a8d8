namespace DockerPS;

/// <summary>A secret of a swarm. What is in it can never be read again; only the containers of services that were given it see it.</summary>
public sealed class DockerSecret : DockerSwarmObject
{
    internal DockerSecret()
    {
    }

    /// <summary>The driver that fetches what is in it from elsewhere; empty for the swarm's own store (Spec.Driver.Name).</summary>
    public string Driver { get; internal init; } = "";

    /// <summary>The options of that driver (Spec.Driver.Options).</summary>
    public StringMap DriverOptions { get; internal init; } = [];

    /// <summary>The template driver, such as golang; empty where what is in it is no template (Spec.Templating.Name).</summary>
    public string TemplateDriver { get; internal init; } = "";
}
