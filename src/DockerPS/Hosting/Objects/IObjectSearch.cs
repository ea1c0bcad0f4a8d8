using DockerPS.Engine.Api;

namespace DockerPS.Hosting.Objects;

/// <summary>The search of one command for names of one type.</summary>
internal interface IObjectSearch
{
    /// <summary>What a name or a wildcard stands for on an engine, inspected.</summary>
    Task<Resolution<DockerObject>> FindAsync(EngineApi engine, string name);
}
