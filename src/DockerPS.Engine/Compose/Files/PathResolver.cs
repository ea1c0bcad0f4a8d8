namespace DockerPS.Engine.Compose;

/// <summary>Makes the relative paths of a tree absolute.</summary>
internal sealed class PathResolver(string folder)
{
    /// <summary>The tree with absolute paths; a build without a context gets the folder as its context when asked to.</summary>
    public ComposeMapping Resolve(ComposeMapping root, bool addContext) => root
        .Change("services", services => Each(services, service => Service(service, addContext)))
        .Change("configs", FileObjects)
        .Change("secrets", FileObjects)
        .Change("volumes", volumes => Each(volumes, Volume));

    private static ComposeNode Each(ComposeNode node, Func<ComposeMapping, ComposeMapping> change) =>
        node is ComposeMapping mapping ? mapping.Map(entry => entry.Value is ComposeMapping value ? change(value) : entry.Value) : node;

    private static ComposeNode Texts(ComposeNode node, Func<ComposeScalar, ComposeScalar> change) => node switch
    {
        ComposeSequence sequence => sequence.Map(item => Texts(item, change)),
        ComposeScalar { Kind: ComposeScalarKind.String } scalar => change(scalar),
        _ => node,
    };

    private ComposeMapping Service(ComposeMapping service, bool addContext) => service
        .Change("build", build => Build(build, addContext))
        .Change("env_file", EnvironmentFiles)
        .Change("label_file", node => Texts(node, Resolve))
        .Change("volumes", node => node is ComposeSequence volumes ? volumes.Map(Mount) : node)
        .Change("extends", node => node is ComposeMapping extends ? extends.Change("file", file => Texts(file, NoRemote)) : node)
        .Change("develop", node => node is ComposeMapping develop ? develop.Change("watch", Watches) : node);

    private ComposeNode Build(ComposeNode node, bool addContext)
    {
        if (node is not ComposeMapping build)
            return Texts(node, Context);
        ComposeMapping resolved = build
            .Change("context", context => Texts(context, Context))
            .Change("additional_contexts", AdditionalContexts)
            .Change("ssh", Keys);
        return addContext && !build.TryGetValue("context", out _)
            ? resolved.Set("context", new ComposeScalar(folder, isPlain: false, build.Position with { Keys = build.Position.Keys.Under("context") }))
            : resolved;
    }

    private ComposeNode AdditionalContexts(ComposeNode node) => node switch
    {
        ComposeMapping mapping => mapping.Map(entry => Texts(entry.Value, Context)),
        ComposeSequence sequence => sequence.Map(item => Texts(item, pair => Behind(pair, Context))),
        _ => node,
    };

    private ComposeNode Keys(ComposeNode node) => node switch
    {
        ComposeMapping mapping => mapping.Map(entry => Texts(entry.Value, Resolve)),
        ComposeSequence sequence => sequence.Map(item => Texts(item, pair => Behind(pair, Resolve))),
        _ => node,
    };

    private static ComposeScalar Behind(ComposeScalar pair, Func<ComposeScalar, ComposeScalar> change)
    {
        int equals = pair.Text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? pair : pair.WithText(pair.Text[..(equals + 1)] + change(pair.WithText(pair.Text[(equals + 1)..])).Text);
    }

    private ComposeNode EnvironmentFiles(ComposeNode node) => node switch
    {
        ComposeSequence sequence => sequence.Map(EnvironmentFiles),
        ComposeMapping mapping => mapping.Change("path", path => Texts(path, Resolve)),
        _ => Texts(node, Resolve),
    };

    private ComposeNode Mount(ComposeNode node)
    {
        if (node is ComposeMapping mapping)
            return mapping.Text("type") == "bind" ? mapping.Change("source", source => Texts(source, Resolve)) : mapping;
        if (node is not ComposeScalar { Kind: ComposeScalarKind.String } scalar)
            return node;
        var volume = ShortVolume.Parse(scalar.Text);
        if (!volume.IsPath)
            return node;
        string source = ProjectPath.Resolve(volume.Source!, folder);
        return source == volume.Source ? scalar : scalar.WithText($"{source}:{volume.Rest}");
    }

    private ComposeNode Watches(ComposeNode node) => node is ComposeSequence watches
        ? watches.Map(item => item is ComposeMapping watch ? watch.Change("path", path => Texts(path, Resolve)) : item)
        : node;

    private ComposeNode FileObjects(ComposeNode node) => Each(node, file => file.Change("file", path => Texts(path, Resolve)));

    /// <summary>A volume of the driver local that is a folder.</summary>
    private ComposeMapping Volume(ComposeMapping volume) => volume.Text("driver") == "local" && volume.Mapping("driver_opts")?.Text("o") == "bind"
        ? volume.Change("driver_opts", options => ((ComposeMapping)options).Change("device", device => Texts(device, Resolve)))
        : volume;

    private ComposeScalar Resolve(ComposeScalar scalar)
    {
        string path = ProjectPath.Resolve(scalar.Text, folder);
        return path == scalar.Text ? scalar : scalar.WithText(path);
    }

    private ComposeScalar Context(ComposeScalar scalar) =>
        ProjectPath.IsRemote(scalar.Text) || scalar.Text.StartsWith("service:", StringComparison.Ordinal) ? scalar : Resolve(scalar);

    private ComposeScalar NoRemote(ComposeScalar scalar) => ProjectPath.IsRemote(scalar.Text) ? scalar : Resolve(scalar);
}
