namespace DockerPS.Engine.Configuration;

/// <summary>How an engine is reached. http and https addresses become <see cref="Tcp"/>.</summary>
internal enum EndpointScheme
{
    Unix,
    NamedPipe,
    Tcp,
    Ssh,
}
