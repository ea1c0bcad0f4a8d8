using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>One thing on one engine that a command acts on.</summary>
internal interface IActionTarget
{
    /// <summary>The engine that it is on.</summary>
    EngineApi Engine { get; }

    /// <summary>What the user gave: the target of error records.</summary>
    object Target { get; }

    /// <summary>What ShouldProcess shows: name (short id) on engine.</summary>
    string Describe();
}
