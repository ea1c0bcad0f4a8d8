namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads volumes of services: data:/path:ro and the like, and mappings.</summary>
internal static class MountReader
{
    private const string Form = "/path, name:/path, ./folder:/path:ro, or a mapping with type and target";

    private static readonly string[] s_propagations = ["rprivate", "private", "rshared", "shared", "rslave", "slave"];

    /// <summary>Reads one item of a list.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public static ComposeVolumeMount Read(ComposeNode node, ComposeReading reading) => node switch
    {
        ComposeScalar { Kind: ComposeScalarKind.String } scalar => ReadShort(scalar, reading),
        ComposeMapping mapping => ReadLong(new ComposeFields(reading, mapping)),
        _ => throw node.Expected(Form),
    };

    private static ComposeVolumeMount ReadLong(ComposeFields fields)
    {
        fields.Need("type");
        var mount = new ComposeVolumeMount
        {
            Type = fields.Word("type", "bind", "volume", "tmpfs", "cluster", "npipe", "image") ?? "",
            Source = fields.Text("source"),
            Target = fields.Take("target") is { } target
                ? Clean(ScalarValue.Text(target))
                : throw fields.Node.Wrong("the key \"target\" is missing", "target: the path in the container"),
            ReadOnly = fields.Boolean("read_only"),
            Consistency = fields.Text("consistency"),
            Bind = fields.Object("bind", static bind => new ComposeBindOptions
            {
                Propagation = bind.Text("propagation"),
                CreateHostPath = bind.Boolean("create_host_path"),
                Recursive = bind.Word("recursive", "enabled", "disabled", "writable", "readonly"),
                SELinux = bind.Word("selinux", "z", "Z"),
                Extensions = bind.Finish(),
            }),
            Volume = fields.Object("volume", static volume => new ComposeVolumeOptions
            {
                Labels = volume.Pairs("labels"),
                NoCopy = volume.Boolean("nocopy"),
                Subpath = volume.Text("subpath"),
                Extensions = volume.Finish(),
            }),
            Tmpfs = fields.Object("tmpfs", static tmpfs => new ComposeTmpfsOptions
            {
                Size = tmpfs.Size("size"),
                Mode = tmpfs.Take("mode") is { } mode && !tmpfs.Reading.IsOpen(mode) ? FileReferenceReader.Mode(mode) : null,
                Extensions = tmpfs.Finish(),
            }),
            Image = fields.Object("image", static image => new ComposeImageOptions { Subpath = image.Text("subpath"), Extensions = image.Finish() }),
            Extensions = fields.Finish(),
        };
        return mount.Type == "bind" && string.IsNullOrEmpty(mount.Source)
            ? throw fields.Node.Wrong("a bind has no source", "source: the folder or file on the engine's machine")
            : mount;
    }

    private static ComposeVolumeMount ReadShort(ComposeScalar scalar, ComposeReading reading)
    {
        if (scalar.Text.Length == 0)
        {
            throw scalar.IsNo("volume", Form);
        }

        List<string> parts = ShortVolume.Split(scalar.Text);
        if (parts.Any(static part => part.Length == 0))
        {
            throw scalar.Wrong($"there is nothing between two colons of \"{DisplayText.Of(scalar.Text)}\"", Form);
        }

        if (parts.Count > 3)
        {
            throw scalar.Wrong($"\"{DisplayText.Of(scalar.Text)}\" has too many parts", Form);
        }

        if (parts[0] is [_, ':', '/', ..] && char.IsAsciiLetterLower(parts[0][0]))
        {
            reading.Warnings.Add(scalar, $"\"{DisplayText.Of(parts[0])}\" reads as a path on the Windows drive {parts[0][0]}:, as in docker compose; a volume of one letter needs the long form.");
        }

        if (parts.Count == 1)
        {
            return new ComposeVolumeMount { Target = Clean(parts[0]), Volume = parts[0].Length > 2 ? new ComposeVolumeOptions() : null };
        }

        bool isPath = ShortVolume.IsHostPath(parts[0]);
        string[] options = parts.Count == 3 ? parts[2].Split(',') : [];
        foreach (string unknown in options.Where(static option => option is not ("ro" or "rw" or "nocopy" or "z" or "Z" or "cached" or "delegated" or "consistent")
            && !s_propagations.Contains(option, StringComparer.Ordinal)))
        {
            reading.Warnings.Add(scalar, $"the option \"{DisplayText.Of(unknown)}\" is not known and has no effect; known are ro, rw, nocopy, z, Z, {string.Join(", ", s_propagations)}.");
        }

        string? propagation = options.LastOrDefault(static option => s_propagations.Contains(option, StringComparer.Ordinal));
        string? selinux = options.LastOrDefault(static option => option is "z" or "Z");
        return new ComposeVolumeMount
        {
            Type = isPath ? "bind" : "volume",
            Source = parts[0],
            Target = Clean(parts[1]),
            ReadOnly = options.LastOrDefault(static option => option is "ro" or "rw") == "ro" ? true : null,
            Bind = isPath || propagation is not null || selinux is not null
                ? new ComposeBindOptions { Propagation = propagation, SELinux = selinux, CreateHostPath = isPath ? true : null }
                : null,
            Volume = !isPath || options.Contains("nocopy", StringComparer.Ordinal)
                ? new ComposeVolumeOptions { NoCopy = options.Contains("nocopy", StringComparer.Ordinal) ? true : null }
                : null,
        };
    }

    /// <summary>A path in a container without double slashes, dots and a slash at its end.</summary>
    internal static string Clean(string path)
    {
        if (path.Length == 0)
        {
            return ".";
        }

        bool isRooted = path[0] == '/';
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".." || !isRooted)
            {
                parts.Add(part);
            }
        }

        string clean = string.Join('/', parts);
        return isRooted ? "/" + clean : clean.Length == 0 ? "." : clean;
    }
}
