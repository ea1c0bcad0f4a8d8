namespace DockerPS.Hosting;

/// <summary>What a new container is made for; decides what it is told about attached streams.</summary>
internal enum RunMode
{
    /// <summary>To be started later, as docker create has it.</summary>
    Create,

    /// <summary>To be started at once with its output coming here.</summary>
    Foreground,

    /// <summary>To be started at once, on its own.</summary>
    Detached,
}
