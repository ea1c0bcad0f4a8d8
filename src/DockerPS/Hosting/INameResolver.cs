using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Finds what a name stands for on several engines.</summary>
internal interface INameResolver<T>
{
    Task<Resolution<T>> ResolveAsync(IReadOnlyList<EngineApi> engines, string name);
}
