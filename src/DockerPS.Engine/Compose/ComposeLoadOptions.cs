namespace DockerPS.Engine.Compose;

/// <summary>Which compose files are read, and how.</summary>
internal sealed record ComposeLoadOptions
{
    /// <summary>The files, in the order in which they are merged, or one folder that holds them; full paths. None: those of COMPOSE_FILE, else those that
    /// are found in <see cref="ProjectDirectory"/> or <see cref="CurrentDirectory"/> and the folders above.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>A compose file as text, which goes before <see cref="Paths"/>; null where there is none.</summary>
    public string? Text { get; init; }

    /// <summary>The folder that relative paths count from; a full path. Null: the folder of the first file.</summary>
    public string? ProjectDirectory { get; init; }

    /// <summary>The project's name. Null: COMPOSE_PROJECT_NAME, else the name in the files, else that of the folder.</summary>
    public string? ProjectName { get; init; }

    /// <summary>Files of variables in place of .env; full paths, the last one wins.</summary>
    public IReadOnlyList<string> EnvironmentFiles { get; init; } = [];

    /// <summary>True where no .env is read unless it is given, as docker stack has it.</summary>
    public bool NoDefaultEnvironmentFile { get; init; }

    /// <summary>The profiles that are active. None: those of COMPOSE_PROFILES.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>The services that are wanted, with what they depend on. None: all.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>The variables of the caller, which go before those of files.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The folder that the caller is in; a full path.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>True leaves ${variables} as they are.</summary>
    public bool NoInterpolate { get; init; }

    /// <summary>True adds nothing that the files do not say: no names, no default network, no implied dependencies.</summary>
    public bool NoNormalize { get; init; }

    /// <summary>True does not look whether what services refer to is there.</summary>
    public bool NoConsistency { get; init; }

    /// <summary>True leaves env_file and label_file unread.</summary>
    public bool NoEnvironmentResolution { get; init; }

    /// <summary>True leaves relative paths as they are.</summary>
    public bool NoPathResolution { get; init; }
}
