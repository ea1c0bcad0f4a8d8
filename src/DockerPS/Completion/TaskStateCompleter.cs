using DockerPS.Engine.Api;

namespace DockerPS.Completion;

/// <summary>The states of a task.</summary>
internal sealed class TaskStateCompleter() : WordCompleter([.. TaskStates.All]);
