namespace DockerPS.Engine.Http;

/// <summary>What the answer to /_ping tells of an engine.</summary>
/// <param name="ApiVersion">The version that requests are sent with: the lower of the engine's and ours, or the pinned one.</param>
/// <param name="EngineApiVersion">The newest API that the engine has (header Api-Version).</param>
/// <param name="OperatingSystem">linux or windows (header Ostype); empty where the engine does not say.</param>
/// <param name="EngineVersion">The engine's version, from the Server header (Docker/20.10.24 (linux)); empty where it does not say.</param>
/// <param name="BuilderVersion">The builder that the engine recommends (header Builder-Version): "2" is BuildKit; empty where it does not say.</param>
internal sealed record EngineIdentity(ApiVersion ApiVersion, ApiVersion EngineApiVersion, string OperatingSystem, string EngineVersion, string BuilderVersion)
{
    /// <summary>True for podman (header Libpod-Api-Version), whose Docker API does some things otherwise.</summary>
    public bool IsPodman { get; init; }
}
