namespace DockerPS;

/// <summary>The operations whose errors come inside their stream.</summary>
public enum StreamOperation
{
    /// <summary>POST /images/create from a registry.</summary>
    Pull,

    /// <summary>POST /images/{name}/push.</summary>
    Push,

    /// <summary>POST /build.</summary>
    Build,

    /// <summary>POST /images/load.</summary>
    Load,

    /// <summary>GET /images/get.</summary>
    Save,

    /// <summary>POST /images/create from an archive of files.</summary>
    Import,
}
