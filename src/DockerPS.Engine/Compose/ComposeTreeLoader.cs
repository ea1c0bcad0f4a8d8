namespace DockerPS.Engine.Compose;

/// <summary>Reads the files of a project into one tree. Reading is all it does: no network, no engine, nothing written.</summary>
internal static class ComposeTreeLoader
{
    private const string TextName = "compose text";

    /// <summary>Reads a project.</summary>
    /// <exception cref="ComposeException">A file is missing or wrong.</exception>
    /// <exception cref="DockerConfigurationException">The module's files are incomplete.</exception>
    public static ComposeTree Load(ComposeLoadOptions options)
    {
        var warnings = new ComposeWarnings();
        var variables = new VariableUse();
        var environment = new ProjectEnvironment(options.Environment, warnings);
        var reader = new ComposeFileReader(ComposeYaml.Instance, warnings);

        // As compose does: the folder's own .env may name the files, and with them another folder.
        string start = options.ProjectDirectory ?? (options.Paths.Count == 0 ? options.CurrentDirectory : FolderOf(options.Paths[0]));
        environment.AddFiles(options, start);
        IReadOnlyList<string> paths = FilesOf(options, environment, start, warnings);
        string folder = options.ProjectDirectory ?? (paths.Count == 0 ? options.CurrentDirectory : Path.GetDirectoryName(paths[0])!);
        if (folder != start)
            environment.AddFiles(options, folder);

        var files = new List<ComposeFile>();
        if (options.Text is { } text)
            files.Add(reader.ReadText(text, new ComposeSource(TextName)));
        files.AddRange(paths.Select(path => reader.ReadFile(path, folder, ComposePosition.None)));
        if (files.TrueForAll(static file => file.Documents.Count == 0))
            throw new ComposeException(new ComposePosition(files[0].Source, 0, 0, ComposePath.Root), "the file is empty", "services");

        string name = NameOf(options, environment, files, folder, warnings);
        environment.Set(ProjectEnvironment.ProjectName, name);
        ComposeMapping root = new ProjectMerger(reader, options, warnings, variables).Merge(files, new ProjectLevel(folder, environment, []));
        return Finish(options, environment, warnings, variables, root, name, folder, paths);
    }

    private static ComposeTree Finish(
        ComposeLoadOptions options, ProjectEnvironment environment, ComposeWarnings warnings, VariableUse variables, ComposeMapping root, string name, string folder, IReadOnlyList<string> paths)
    {
        ComposeMapping services = root.TryGetValue("services", out ComposeNode? node) ? node as ComposeMapping ?? throw node.Expected("a mapping of services") : new ComposeMapping([], root.Position);
        IReadOnlyList<string> profiles = options.Profiles.Count > 0
            ? options.Profiles
            : [.. (environment.Lookup(ProjectEnvironment.Profiles) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        HashSet<string> disabled = ServiceSelection.Disabled(services, profiles, options.Services);
        if (!options.NoEnvironmentResolution && !options.NoInterpolate)
        {
            root = root.Change("services", all => ((ComposeMapping)all).Map(entry =>
                entry.Value is ComposeMapping service && !disabled.Contains(entry.Name) ? ServiceVariables.ReadFiles(service, environment, warnings) : entry.Value));
        }
        return new ComposeTree
        {
            ProjectName = name,
            ProjectDirectory = folder,
            Files = paths,
            Root = root,
            ActiveProfiles = profiles,
            AllProfiles = ServiceSelection.ProfilesOf(services),
            DisabledServices = disabled,
            Environment = environment.Variables,
            Variables = variables.ToList(environment.Lookup),
            HasVariables = options.NoInterpolate,
            NoNormalize = options.NoNormalize,
            Warnings = warnings,
        };
    }

    private static string FolderOf(string path) => Directory.Exists(path) ? path : Path.GetDirectoryName(path) ?? path;

    private static IReadOnlyList<string> FilesOf(ComposeLoadOptions options, ProjectEnvironment environment, string start, ComposeWarnings warnings)
    {
        if (options.Paths.Count > 0)
            return [.. options.Paths.SelectMany(path => Directory.Exists(path) ? InFolder(path, warnings) : [path])];
        if (options.Text is not null)
            return [];
        if (environment.ComposeFiles(options.CurrentDirectory) is { Count: > 0 } named)
            return named;
        IReadOnlyList<string> found = ComposeFileFinder.Above(start, warnings);
        return found.Count > 0 ? found : throw NotFound($"there is no compose file in {start} nor in a folder above it");
    }

    private static IReadOnlyList<string> InFolder(string folder, ComposeWarnings warnings) =>
        ComposeFileFinder.InFolder(folder, warnings) is { Count: > 0 } files ? files : throw NotFound($"there is no compose file in {folder}");

    private static ComposeException NotFound(string problem) => new(ComposePosition.None, problem, ComposeFileFinder.Names) { ErrorId = "ComposeFileNotFound" };

    private static string NameOf(ComposeLoadOptions options, ProjectEnvironment environment, List<ComposeFile> files, string folder, ComposeWarnings warnings)
    {
        if (options.ProjectName is { } given)
            return ProjectName.Checked(given, "the project's name");
        if (environment.Lookup(ProjectEnvironment.ProjectName) is { Length: > 0 } variable)
            return ProjectName.Checked(variable, ProjectEnvironment.ProjectName);
        ComposeScalar? written = files.SelectMany(static file => file.Documents).Select(static document => document.Lookup("name")).OfType<ComposeScalar>().LastOrDefault(static scalar => !scalar.IsNull);
        if (written is not null)
        {
            ComposeScalar interpolated = options.NoInterpolate ? written : (ComposeScalar)new Interpolator(environment.Lookup, warnings, static (_, _) => { }).Interpolate(written);
            string normalized = ProjectName.Normalize(interpolated.Text);
            if (normalized.Length > 0)
                return normalized;
        }
        string ofFolder = ProjectName.Normalize(Path.GetFileName(folder));
        return ofFolder.Length > 0 ? ofFolder : throw new ComposeException(ComposePosition.None, $"no name of a project comes out of the folder {folder}", "a name given with -ProjectName, or name in the file") { ErrorId = "ComposeProjectNameInvalid" };
    }
}
