using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>A service or a task whose log is read.</summary>
/// <param name="Engine">The manager that it is known at.</param>
/// <param name="Label">Its name.</param>
/// <param name="ServiceId">The service; null where it is one task.</param>
/// <param name="TaskId">The task; null where it is a service.</param>
/// <param name="Target">What the user gave: the target of error records.</param>
internal sealed record ServiceLogTarget(EngineApi Engine, string Label, string? ServiceId, string? TaskId, object Target)
{
    public static ServiceLogTarget Of(EngineApi engine, DockerService service, object target) => new(engine, service.Name, service.Id, null, target);

    public static ServiceLogTarget Of(EngineApi engine, DockerTask task, object target) => new(engine, task.Name, null, task.Id, target);
}
