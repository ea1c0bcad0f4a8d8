namespace DockerPS.Engine.Requests;

/// <summary>The Engine API that a part of a request needs.</summary>
/// <param name="Version">The oldest API that has it.</param>
/// <param name="Feature">What needs it, as the user wrote it: "-HealthStartInterval".</param>
internal sealed record ApiRequirement(ApiVersion Version, string Feature);
