namespace DockerPS;

/// <summary>The kind of thing that a call is about; a 404 is named after it.</summary>
public enum ResourceKind
{
    /// <summary>No particular thing: the engine itself.</summary>
    Engine,

    /// <summary>A container.</summary>
    Container,

    /// <summary>An image.</summary>
    Image,

    /// <summary>A network.</summary>
    Network,

    /// <summary>A volume.</summary>
    Volume,

    /// <summary>A command started in a container.</summary>
    Exec,

    /// <summary>A file or folder in a container.</summary>
    ContainerFile,

    /// <summary>A record of the build cache.</summary>
    BuildCache,

    /// <summary>The manifest of an image, in a registry or in the image store.</summary>
    Manifest,

    /// <summary>A registry, or the login to it.</summary>
    Registry,

    /// <summary>The swarm itself: its settings, tokens and keys.</summary>
    Swarm,

    /// <summary>A node of a swarm.</summary>
    Node,

    /// <summary>A service of a swarm.</summary>
    Service,

    /// <summary>A task of a service: one container, planned or running.</summary>
    Task,

    /// <summary>A secret of a swarm.</summary>
    Secret,

    /// <summary>A config of a swarm.</summary>
    Config,

    /// <summary>A stack: services, networks, secrets and configs that were deployed together.</summary>
    Stack,
}
