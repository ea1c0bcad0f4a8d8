namespace DockerPS;

/// <summary>What one or more compose files say when they are read together: services, and the networks, volumes, secrets and configs that they use.</summary>
public sealed class ComposeProject : ComposeElement
{
    /// <summary>The project's name, which begins the names of what is made for it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The folder that relative paths of the files count from.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>The files that were read, in the order in which they were merged; full paths.</summary>
    public ReadableList<string> Files { get; init; } = [];

    /// <summary>The profiles that are active.</summary>
    public ReadableList<string> Profiles { get; init; } = [];

    /// <summary>The profiles that services name, sorted.</summary>
    public ReadableList<string> AllProfiles { get; init; } = [];

    /// <summary>The variables that the files name in ${...}, sorted, with their defaults and the values that were put in.</summary>
    public ReadableList<ComposeVariable> Variables { get; init; } = [];

    /// <summary>The services that are active, in the order of the files.</summary>
    public ComposeCollection<ComposeService> Services { get; init; } = [];

    /// <summary>The services that none of the active profiles includes.</summary>
    public ComposeCollection<ComposeService> DisabledServices { get; init; } = [];

    /// <summary>The networks that the files declare, and the default one where a service is in it.</summary>
    public ComposeCollection<ComposeNetwork> Networks { get; init; } = [];

    /// <summary>The volumes that the files declare.</summary>
    public ComposeCollection<ComposeVolume> Volumes { get; init; } = [];

    /// <summary>The secrets that the files declare.</summary>
    public ComposeCollection<ComposeSecret> Secrets { get; init; } = [];

    /// <summary>The configs that the files declare.</summary>
    public ComposeCollection<ComposeConfig> Configs { get; init; } = [];

    /// <summary>The models of artificial intelligence that the files declare.</summary>
    public ComposeCollection<ComposeModel> Models { get; init; } = [];

    /// <summary>What was noticed while reading and is no error, such as obsolete keys.</summary>
    public ReadableList<string> Warnings { get; init; } = [];

    /// <summary>All variables that the files could use: the caller's, and those of .env files. Not shown: the caller's hold secrets.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>True where variables were left as they are, and have no values.</summary>
    internal bool HasVariables { get; init; }

    /// <summary>A service by its name, also one that is not active; null where there is none.</summary>
    /// <param name="name">What the file calls it.</param>
    public ComposeService? FindService(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Services.TryGetValue(name, out ComposeService? service) || DisabledServices.TryGetValue(name, out service) ? service : null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
