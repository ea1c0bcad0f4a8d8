namespace DockerPS.Engine.Compose;

/// <summary>The variables of a project: those of the caller, then those of .env files that the caller does not have.</summary>
internal sealed class ProjectEnvironment
{
    public const string ProjectName = "COMPOSE_PROJECT_NAME";
    public const string Profiles = "COMPOSE_PROFILES";
    private const string FileList = "COMPOSE_FILE";
    private const string Separator = "COMPOSE_PATH_SEPARATOR";
    private const string EnvironmentFileList = "COMPOSE_ENV_FILES";
    private const string DisableDefaultFile = "COMPOSE_DISABLE_ENV_FILE";
    private const string DefaultFile = ".env";

    private readonly Dictionary<string, string> _variables;
    private readonly ComposeWarnings _warnings;

    /// <summary>The variables of a caller.</summary>
    public ProjectEnvironment(IReadOnlyDictionary<string, string> caller, ComposeWarnings warnings)
    {
        // Names on Windows are the same in any case, and docker there finds them so.
        _variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach ((string name, string value) in caller)
            _variables[name] = value;
        _warnings = warnings;
    }

    /// <summary>All variables by name.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables;

    /// <summary>A variable's value; null where it is not set.</summary>
    public string? Lookup(string name) => _variables.TryGetValue(name, out string? value) ? value : null;

    /// <summary>Sets a variable.</summary>
    public void Set(string name, string value) => _variables[name] = value;

    /// <summary>The same with the variables of further files, for a project within this one.</summary>
    public ProjectEnvironment Nested(IEnumerable<string> files, ComposePosition place)
    {
        var nested = new ProjectEnvironment(_variables, _warnings);
        nested.Add(files, place);
        return nested;
    }

    /// <summary>Adds the variables of given files, else of those that COMPOSE_ENV_FILES names, else of the .env file in a folder.</summary>
    public void AddFiles(ComposeLoadOptions options, string folder)
    {
        IReadOnlyList<string> files = options.EnvironmentFiles;
        if (files.Count == 0 && Lookup(EnvironmentFileList) is { Length: > 0 } list && !options.NoDefaultEnvironmentFile)
            files = [.. list.Split(',').Select(file => ProjectPath.Resolve(file.Trim(), options.CurrentDirectory))];
        if (files.Count == 0 && !options.NoDefaultEnvironmentFile && !IsDefaultFileDisabled())
            files = DefaultFiles(folder);
        Add(files, ComposePosition.None);
    }

    /// <summary>The .env file of a folder, where there is one.</summary>
    public static IReadOnlyList<string> DefaultFiles(string folder)
    {
        string path = Path.Combine(folder, DefaultFile);
        return File.Exists(path) ? [path] : [];
    }

    /// <summary>The compose files that COMPOSE_FILE names; none where it is not set.</summary>
    public IReadOnlyList<string> ComposeFiles(string folder)
    {
        if (Lookup(FileList) is not { Length: > 0 } list)
            return [];
        string separator = Lookup(Separator) is { Length: > 0 } given ? given : Path.PathSeparator.ToString();
        return [.. list.Split(separator).Where(static path => path.Length > 0).Select(path => ProjectPath.Resolve(path, folder))];
    }

    private bool IsDefaultFileDisabled()
    {
        string? value = Lookup(DisableDefaultFile);
        return value is not null && ScalarText.TryReadBoolean(value, out bool disabled) && disabled;
    }

    private void Add(IEnumerable<string> files, ComposePosition place)
    {
        var added = new Dictionary<string, string>(_variables.Comparer);
        foreach (string file in files)
            VariableFile.Read(TextFile.Read(file, place, "file of variables"), new ComposeSource(Path.GetFileName(file), file), added, Lookup, _warnings);
        foreach ((string name, string value) in added)
            _variables.TryAdd(name, value);
    }
}
