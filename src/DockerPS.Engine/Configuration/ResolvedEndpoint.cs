namespace DockerPS.Engine.Configuration;

/// <summary>Which engine is meant, and why that one.</summary>
/// <param name="Name">The context's name, or the endpoint's text.</param>
/// <param name="Endpoint">Where it listens.</param>
/// <param name="Reason">Why this one, as the end of "because of ...": the DOCKER_HOST environment variable.</param>
/// <param name="PinnedVersion">DOCKER_API_VERSION; null negotiates.</param>
/// <param name="Headers">As in DockerClientOptions.Headers; may hold secrets.</param>
internal sealed record ResolvedEndpoint(string Name, DockerEndpoint Endpoint, string Reason, ApiVersion? PinnedVersion, string Headers)
{
    /// <summary>The name and the endpoint: a record's own text would show the headers.</summary>
    public override string ToString() => Name == Endpoint.ToString() ? Name : $"{Name} ({Endpoint})";
}
