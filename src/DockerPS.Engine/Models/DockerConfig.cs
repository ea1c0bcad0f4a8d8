namespace DockerPS;

/// <summary>A config of a swarm: a file that services get into their containers.</summary>
public abstract class DockerConfig : DockerSwarmObject
{
    private protected DockerConfig()
    {
    }

    /// <summary>The template driver, such as golang; empty where what is in it is no template (Spec.Templating.Name).</summary>
    public string TemplateDriver { get; internal init; } = "";

    /// <summary>How many bytes are in it (the length of Spec.Data).</summary>
    public long Size { get; internal init; }
}
