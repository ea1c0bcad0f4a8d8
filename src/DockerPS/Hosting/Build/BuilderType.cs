namespace DockerPS;

/// <summary>Which of the engine's builders builds an image.</summary>
public enum BuilderType
{
    /// <summary>The one that docker would use: DOCKER_BUILDKIT, then what the parameters need, then what the engine recommends.</summary>
    Auto,

    /// <summary>The engine's first builder, which runs each instruction in a container and commits it.</summary>
    Classic,

    /// <summary>The engine's BuildKit.</summary>
    BuildKit,
}
