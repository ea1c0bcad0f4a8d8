namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads networks, volumes, secrets, configs and models of a project.</summary>
/// <param name="reading">What readers share.</param>
/// <param name="projectName">What begins the names of resources that have none of their own; null where they get none.</param>
internal sealed class ResourceReader(ComposeReading reading, string? projectName)
{
    private static readonly string[] s_volumeKeys = ["driver", "driver_opts", "labels"];
    private static readonly string[] s_networkKeys = [.. s_volumeKeys, "ipam", "internal", "attachable", "enable_ipv4", "enable_ipv6"];

    /// <summary>Reads a network.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public ComposeNetwork Network(ComposeEntry entry)
    {
        ComposeFields fields = Fields(entry, mayBeNull: true);
        (string name, bool isGiven, bool isExternal) = Identity(entry, fields);
        if (isExternal && fields.Node.FirstOrDefault(static field => s_networkKeys.Contains(field.Name, StringComparer.Ordinal)) is { } idle)
        {
            reading.Warnings.Add(idle.Key, $"the network is external, so {idle.Name} has no effect.");
        }

        return new ComposeNetwork
        {
            Key = entry.Name,
            Name = name,
            IsNameGiven = isGiven,
            External = isExternal,
            Driver = fields.Text("driver"),
            DriverOptions = fields.Options("driver_opts"),
            Ipam = fields.Object("ipam", static ipam => new ComposeIpam
            {
                Driver = ipam.Text("driver"),
                Pools = ipam.List("config", "a list of mappings with subnet", static (ComposeFields pool) => new ComposeIpamPool
                {
                    Subnet = pool.Text("subnet"),
                    Gateway = pool.Text("gateway"),
                    IPRange = pool.Text("ip_range"),
                    AuxiliaryAddresses = pool.TextOptions("aux_addresses"),
                    Extensions = pool.Finish(),
                }),
                Options = ipam.TextOptions("options"),
                Extensions = ipam.Finish(),
            }),
            Internal = fields.Boolean("internal"),
            Attachable = fields.Boolean("attachable"),
            Labels = fields.Pairs("labels"),
            EnableIPv4 = fields.Boolean("enable_ipv4"),
            EnableIPv6 = fields.Boolean("enable_ipv6"),
            Extensions = fields.Finish(),
        };
    }

    /// <summary>Reads a volume.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public ComposeVolume Volume(ComposeEntry entry)
    {
        ComposeFields fields = Fields(entry, mayBeNull: true);
        (string name, bool isGiven, bool isExternal) = Identity(entry, fields);
        if (isExternal && fields.Node.FirstOrDefault(static field => s_volumeKeys.Contains(field.Name, StringComparer.Ordinal)) is { } conflict)
        {
            throw conflict.Key.Wrong($"the volume is external and cannot have {conflict.Name}", "name and external only");
        }

        return new ComposeVolume
        {
            Key = entry.Name,
            Name = name,
            IsNameGiven = isGiven,
            External = isExternal,
            Driver = fields.Text("driver"),
            DriverOptions = fields.Options("driver_opts"),
            Labels = fields.Pairs("labels"),
            Extensions = fields.Finish(),
        };
    }

    /// <summary>Reads a secret.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public ComposeSecret Secret(ComposeEntry entry)
    {
        ComposeFields fields = Fields(entry, mayBeNull: false);
        (string name, bool isGiven, bool isExternal) = Identity(entry, fields);
        var secret = new ComposeSecret
        {
            Key = entry.Name,
            Name = name,
            IsNameGiven = isGiven,
            External = isExternal,
            File = fields.Text("file"),
            Environment = fields.Text("environment"),
            Labels = fields.Pairs("labels"),
            Driver = fields.Text("driver"),
            DriverOptions = fields.Options("driver_opts"),
            TemplateDriver = fields.Text("template_driver"),
            Extensions = fields.Finish(),
        };
        NeedOneOf(fields, isExternal, secret.Driver is not null, "file", "environment");
        return secret;
    }

    /// <summary>Reads a config.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public ComposeConfig Config(ComposeEntry entry)
    {
        ComposeFields fields = Fields(entry, mayBeNull: false);
        (string name, bool isGiven, bool isExternal) = Identity(entry, fields);
        var config = new ComposeConfig
        {
            Key = entry.Name,
            Name = name,
            IsNameGiven = isGiven,
            External = isExternal,
            File = fields.Text("file"),
            Environment = fields.Text("environment"),
            Content = fields.Text("content"),
            Labels = fields.Pairs("labels"),
            TemplateDriver = fields.Text("template_driver"),
            Extensions = fields.Finish(),
        };
        NeedOneOf(fields, isExternal, hasOther: false, "file", "environment", "content");
        return config;
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public ComposeModel Model(ComposeEntry entry)
    {
        ComposeFields fields = Fields(entry, mayBeNull: false);
        return new ComposeModel
        {
            Key = entry.Name,
            Name = fields.Text("name"),
            Model = fields.NeedText("model"),
            ContextSize = fields.SmallInteger("context_size"),
            RuntimeFlags = fields.Texts("runtime_flags", mayRepeat: true),
            Extensions = fields.Finish(),
        };
    }

    private ComposeFields Fields(ComposeEntry entry, bool mayBeNull) => mayBeNull && entry.Value is ComposeScalar { IsNull: true } nothing
        ? new ComposeFields(reading, new ComposeMapping([], nothing.Position))
        : reading.Fields(entry.Value, mayBeNull ? "a mapping, or nothing" : "a mapping");

    private (string Name, bool IsGiven, bool IsExternal) Identity(ComposeEntry entry, ComposeFields fields)
    {
        string? name = fields.Text("name");
        bool isExternal = false;
        switch (fields.Take("external"))
        {
            case null:
                break;
            case ComposeMapping mapping:
                isExternal = true;
                var external = new ComposeFields(reading, mapping);
                if (external.Text("name") is { } old)
                {
                    reading.Warnings.Add(mapping, "external.name is obsolete; write external: true, and name beside it.");
                    name = name is null || name == old ? old : throw fields.Node.Wrong("name and external.name contradict each other", "name only");
                }

                external.Finish();
                break;
            case { } flag:
                isExternal = !reading.IsOpen(flag) && ScalarValue.Boolean(flag, reading.Warnings);
                break;
        }

        string implied = isExternal || projectName is null ? entry.Name : $"{projectName}_{entry.Name}";
        return (string.IsNullOrEmpty(name) ? implied : name, !string.IsNullOrEmpty(name), isExternal);
    }

    private static void NeedOneOf(ComposeFields fields, bool isExternal, bool hasOther, params string[] keys)
    {
        ComposeEntry[] given = [.. fields.Node.Where(field => keys.Contains(field.Name, StringComparer.Ordinal))];
        if (given.Length > 1)
        {
            throw given[1].Key.Wrong($"{given[0].Name} and {given[1].Name} exclude each other", $"one of {string.Join(", ", keys)}");
        }

        if (given.Length == 1 && given[0].Name != "content" && given[0].Value is ComposeScalar { Text.Length: 0 } && !isExternal)
        {
            throw given[0].Value.Wrong($"{given[0].Name} is empty", given[0].Name == "file" ? "a path" : "the name of a variable");
        }

        if (given.Length == 0 && !isExternal && !hasOther)
        {
            throw fields.Node.Wrong("it is not said what is in it", $"one of {string.Join(", ", keys)}, or external: true");
        }
    }
}
