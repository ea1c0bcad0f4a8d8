namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads build: a context, or a mapping.</summary>
internal static class BuildReader
{
    private const string DefaultDockerfile = "Dockerfile";

    /// <summary>Reads it.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public static ComposeBuild? Read(ComposeNode? node, ComposeReading reading, string projectDirectory, bool addDefaults)
    {
        if (node is null)
        {
            return null;
        }

        if (node is ComposeScalar { Kind: ComposeScalarKind.String } context)
        {
            return new ComposeBuild { Context = context.Text, Dockerfile = addDefaults ? DefaultDockerfile : null };
        }

        ComposeFields fields = reading.Fields(node, "a folder, an address of a repository, or a mapping");
        bool hasDockerfile = fields.Node.Lookup("dockerfile") is not null || fields.Node.Lookup("dockerfile_inline") is not null;
        return new ComposeBuild
        {
            Context = fields.Text("context") ?? (addDefaults ? projectDirectory : null),
            Dockerfile = fields.Text("dockerfile") ?? (addDefaults && !hasDockerfile ? DefaultDockerfile : null),
            DockerfileInline = fields.Text("dockerfile_inline"),
            Entitlements = fields.Texts("entitlements", mayRepeat: true),
            Arguments = Resolve(fields.Variables("args"), reading.Environment, addDefaults),
            Ssh = ReadSsh(fields.Take("ssh")),
            Labels = fields.Pairs("labels"),
            CacheFrom = fields.Texts("cache_from", mayRepeat: true),
            CacheTo = fields.Texts("cache_to", mayRepeat: true),
            NoCache = fields.Boolean("no_cache"),
            AdditionalContexts = ReadContexts(fields.Take("additional_contexts")),
            Network = fields.Text("network"),
            Provenance = fields.TextOrBoolean("provenance"),
            Sbom = fields.TextOrBoolean("sbom"),
            Pull = fields.Boolean("pull"),
            Target = fields.Text("target"),
            ShmSize = fields.Size("shm_size"),
            ExtraHosts = HostReader.Read(fields.Take("extra_hosts")),
            Isolation = fields.Text("isolation"),
            Privileged = fields.Boolean("privileged"),
            Secrets = fields.List("secrets", "a list of secrets", item => FileReferenceReader.Read(item, reading)),
            Tags = fields.Texts("tags", mayRepeat: true),
            Ulimits = UlimitReader.Read(fields.Take("ulimits"), reading),
            Platforms = fields.Texts("platforms", mayRepeat: true),
            Extensions = fields.Finish(),
        };
    }

    /// <summary>An argument without a value is the variable of the environment, or not given at all.</summary>
    private static ComposeVariables Resolve(ComposeVariables given, IReadOnlyDictionary<string, string> environment, bool isResolved)
    {
        if (!isResolved)
        {
            return given;
        }

        var resolved = new ComposeVariables();
        foreach ((string name, string? value) in given)
        {
            if (value is not null || environment.ContainsKey(name))
            {
                resolved[name] = value ?? environment[name];
            }
        }

        return resolved;
    }

    private static ReadableList<ComposeSshKey> ReadSsh(ComposeNode? node)
    {
        const string form = "default, or id=path of a key or socket";
        return node switch
        {
            null => [],
            ComposeMapping mapping => [.. mapping.Select(static entry => new ComposeSshKey
            {
                Id = entry.Name,
                Path = entry.Value is ComposeScalar { IsNull: true } ? null : ScalarValue.Text(entry.Value),
            })],
            ComposeSequence list => [.. list.Select(static item => Key(item, ScalarValue.Text(item)))],
            _ => throw node.Expected("a list of " + form),
        };

        static ComposeSshKey Key(ComposeNode item, string text)
        {
            int index = text.IndexOf('=');
            return index >= 0 ? new ComposeSshKey { Id = text[..index], Path = text[(index + 1)..] }
                : text == "default" ? new ComposeSshKey { Id = text }
                : throw item.IsNo("ssh key", form);
        }
    }

    private static StringMap ReadContexts(ComposeNode? node)
    {
        if (node is ComposeSequence list)
        {
            foreach (ComposeNode item in list)
            {
                if (!ScalarValue.Text(item).Contains('='))
                {
                    throw item.IsNo("context with a name", "name=folder or name=address");
                }
            }
        }

        return node is null ? [] : KeyValues.Map(node);
    }
}
