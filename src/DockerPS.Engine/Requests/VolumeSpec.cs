using System.Collections;

namespace DockerPS.Engine.Requests;

/// <summary>One volume of a container: docker's --volume.</summary>
/// <param name="Bind">source:target[:options] for HostConfig.Binds; null for an anonymous volume.</param>
/// <param name="AnonymousTarget">The path of an anonymous volume; null for all others.</param>
internal sealed record VolumeSpec(string? Bind, string? AnonymousTarget)
{
    public const string Form =
        "'name:/path', '/folder:/path:ro', 'C:\\folder:/path', './folder:/path', '/path' for an anonymous volume, or @{ source = '/path' }";

    private const string Parameter = "Volume";

    /// <summary>Reads a text, a table of source = target, a table of fields, or a <see cref="MountPoint"/>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="resolvePath">Makes a path that begins with . or ~ absolute.</param>
    /// <exception cref="InvalidRequestException">The value cannot be read.</exception>
    public static IEnumerable<VolumeSpec> Parse(object? value, Func<string, string> resolvePath) => value switch
    {
        string text => [ParseText(text, resolvePath)],
        MountPoint mount => [OfMountPoint(mount, resolvePath)],
        IDictionary table when FieldTable.Has(table, "Target", "Destination", "Dst") => [OfFields(table, resolvePath)],
        IDictionary table => table.Cast<DictionaryEntry>().Select(pair => ParseText($"{RequestText.Of(pair.Key)}:{RequestText.Of(pair.Value)}", resolvePath)),
        _ => throw RequestText.WrongType(Parameter, value, Form),
    };

    private static VolumeSpec OfMountPoint(MountPoint mount, Func<string, string> resolvePath) => mount.Type switch
    {
        "volume" => Join(mount.Name, mount.Destination, mount.Writable ? "" : "ro", resolvePath),
        "bind" or "npipe" => Join(mount.Source, mount.Destination, mount.Writable ? "" : "ro", resolvePath),
        _ => throw RequestText.Wrong(Parameter, mount, $"a mount of the type {mount.Type} is no volume; give it to -Mount", Form),
    };

    private static VolumeSpec OfFields(IDictionary table, Func<string, string> resolvePath)
    {
        var fields = new FieldTable(table, Parameter, "@{ Source = 'data'; Target = '/data'; ReadOnly = $true; Options = 'z' }");
        string source = fields.Take("Source", "Src", "Name") ?? "";
        string target = fields.Need("Target", "Destination", "Dst");
        string options = fields.Take("Options", "Mode") ?? "";
        if (fields.Take("ReadOnly", "ro") is { } readOnly && readOnly != "false")
        {
            options = options.Length == 0 ? "ro" : "ro," + options;
        }

        fields.Finish();
        return Join(source, target, options, resolvePath);
    }

    private static VolumeSpec Join(string source, string target, string options, Func<string, string> resolvePath) => ParseText(
        (source.Length == 0 ? "" : source + ":") + target + (options.Length == 0 ? "" : ":" + options), resolvePath);

    private static VolumeSpec ParseText(string text, Func<string, string> resolvePath)
    {
        List<string> sections = Split(text);
        if (sections.Contains(""))
        {
            throw RequestText.Wrong(Parameter, text, text.Length == 0 ? "it is empty" : "there is nothing before, after or between two colons", Form);
        }

        if (sections.Count > 3)
        {
            throw RequestText.Wrong(Parameter, text, "it has too many colons", Form);
        }

        if (sections.Count == 1)
        {
            return new VolumeSpec(null, text);
        }

        string source = sections[0];
        if (source[0] == '.' || source == "~" || source.StartsWith("~/", StringComparison.Ordinal) || source.StartsWith("~\\", StringComparison.Ordinal))
        {
            sections[0] = resolvePath(source);
        }

        return new VolumeSpec(string.Join(':', sections), null);
    }

    /// <summary>Splits at colons, but not at those of drive letters, on either side: C:\x:D:\y:ro.</summary>
    private static List<string> Split(string text)
    {
        List<string> sections = [];
        int start = 0;
        for (int index = 0; index < text.Length; index++)
        {
            bool isDrive = index == start + 1 && char.IsLetter(text[start]) && sections.Count < 2;
            if (text[index] == ':' && !isDrive)
            {
                sections.Add(text[start..index]);
                start = index + 1;
            }
        }

        sections.Add(text[start..]);
        return sections;
    }
}
