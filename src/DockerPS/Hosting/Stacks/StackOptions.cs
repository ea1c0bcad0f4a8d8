namespace DockerPS.Hosting;

/// <summary>How a stack is deployed.</summary>
/// <param name="Prune">Services go that the file does not have any more.</param>
/// <param name="ResolveImage">When the registry is asked for an image's digest.</param>
/// <param name="Images">Asks it.</param>
/// <param name="Login">The login that goes along to the nodes; null where none shall.</param>
/// <param name="ThrottleLimit">How many services are changed at once.</param>
internal sealed record StackOptions(bool Prune, DockerImageResolution ResolveImage, ServiceImageResolver Images, RegistryLogin? Login, int ThrottleLimit);
