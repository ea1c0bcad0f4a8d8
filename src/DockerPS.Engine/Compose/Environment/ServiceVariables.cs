namespace DockerPS.Engine.Compose;

/// <summary>The variables of services: those that a name alone takes from the project, and those of env_file and label_file.</summary>
internal static class ServiceVariables
{
    /// <summary>environment becomes a mapping in every service, and names without a value get the one that the project has.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="environment">The project's variables.</param>
    /// <param name="keepArguments">True leaves the arguments of builds as they are; else those that get no value are left out.</param>
    public static ComposeMapping Resolve(ComposeMapping root, ProjectEnvironment environment, bool keepArguments) => root.Change("services", services => EachService(services, service => service
        .Change("environment", node => WithValues(ComposeMerger.Variables(node), environment.Lookup))
        .Change("build", node => keepArguments || node is not ComposeMapping build ? node : build.Change("args", arguments => WithoutUnset(WithValues(ComposeMerger.Variables(arguments), environment.Lookup))))));

    /// <summary>The variables of a service's files go under those of environment, its labels under labels; the files are named no more.</summary>
    public static ComposeMapping ReadFiles(ComposeMapping service, ProjectEnvironment environment, ComposeWarnings warnings)
    {
        if (service.TryGetValue("env_file", out ComposeNode? files))
        {
            ComposeMapping own = service.TryGetValue("environment", out ComposeNode? node) ? ComposeMerger.Variables(node) : new ComposeMapping([], files.Position);
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (ComposeEntry entry in own)
            {
                if (entry.Value is ComposeScalar { IsNull: false } scalar)
                    values[entry.Name] = scalar.Text;
            }
            foreach (ComposeNode file in FilesOf(files))
                ReadEnvironmentFile(file, values, name => environment.Lookup(name) ?? own.Text(name), warnings);
            service = service.Without("env_file").Set("environment", Under(own, values, files));
        }
        if (service.TryGetValue("label_file", out ComposeNode? labelFiles))
        {
            ComposeMapping own = service.TryGetValue("labels", out ComposeNode? node) ? ComposeMerger.Variables(node) : new ComposeMapping([], labelFiles.Position);
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (ComposeNode file in FilesOf(labelFiles))
            {
                ComposeScalar path = file as ComposeScalar ?? throw file.Expected("a path");
                // As in docker compose, labels of earlier files go before those of the same file when a label is used in another.
                var read = new Dictionary<string, string>(StringComparer.Ordinal);
                VariableFile.Read(TextFile.Read(path.Text, path.Position, "file of labels"), SourceOf(path.Text), read, values.GetValueOrDefault, warnings);
                foreach ((string name, string value) in read)
                    values[name] = value;
            }
            service = service.Without("label_file").Set("labels", Under(own, values, labelFiles));
        }
        return service;
    }

    /// <summary>Every service of a tree changed.</summary>
    public static ComposeNode EachService(ComposeNode services, Func<ComposeMapping, ComposeMapping> change) => services is ComposeMapping mapping
        ? mapping.Map(entry => entry.Value is ComposeMapping service ? change(service) : entry.Value)
        : services;

    private static IEnumerable<ComposeNode> FilesOf(ComposeNode node) => node switch
    {
        ComposeSequence several => several,
        ComposeMapping => throw node.Expected("a path, or a list of them"),
        _ => [node],
    };

    private static ComposeSource SourceOf(string path) => new(Path.GetFileName(path), path);

    private static ComposeMapping WithValues(ComposeMapping variables, Func<string, string?> lookup) => variables.Map(entry =>
        entry.Value is ComposeScalar { IsNull: true } scalar && lookup(entry.Name) is { } value ? scalar.WithText(value) : entry.Value);

    private static ComposeMapping WithoutUnset(ComposeMapping variables) => variables.Any(static entry => entry.Value is ComposeScalar { IsNull: true })
        ? new ComposeMapping(variables.Where(static entry => entry.Value is not ComposeScalar { IsNull: true }), variables.Position)
        : variables;

    private static void ReadEnvironmentFile(ComposeNode file, Dictionary<string, string> values, Func<string, string?> outer, ComposeWarnings warnings)
    {
        var mapping = file as ComposeMapping;
        ComposeScalar path = (mapping is null ? file : mapping.Lookup("path")) as ComposeScalar ?? throw file.Expected("a path, or a mapping with a path");
        if (mapping?.Lookup("required") is ComposeScalar required && required.TryGetBoolean(out bool isRequired) && !isRequired && !File.Exists(path.Text))
            return;
        string text = TextFile.Read(path.Text, path.Position, "file of variables");
        string? format = mapping?.Text("format");
        if (format is null)
            VariableFile.Read(text, SourceOf(path.Text), values, outer, warnings);
        else if (format == "raw")
            VariableFile.ReadRaw(text, SourceOf(path.Text), values, outer);
        else
            throw ((ComposeScalar)mapping!.Lookup("format")!).IsNo("format of env_file", "raw, or no format");
    }

    private static ComposeMapping Under(ComposeMapping own, Dictionary<string, string> values, ComposeNode place)
    {
        IEnumerable<ComposeEntry> added = values
            .Where(pair => own.Entry(pair.Key) is null)
            .Select(pair => new ComposeEntry(new ComposeScalar(pair.Key, isPlain: false, place.Position), new ComposeScalar(pair.Value, isPlain: false, place.Position)));
        return new ComposeMapping([.. own, .. added], own.Position);
    }
}
