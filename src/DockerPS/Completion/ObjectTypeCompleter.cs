using DockerPS.Hosting.Objects;

namespace DockerPS.Completion;

/// <summary>The types that docker inspect knows.</summary>
internal sealed class ObjectTypeCompleter() : WordCompleter([.. ObjectTypes.All.Select(static type => type.Name)]);
