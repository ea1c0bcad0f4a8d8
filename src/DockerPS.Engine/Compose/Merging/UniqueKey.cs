namespace DockerPS.Engine.Compose;

/// <summary>What must not stand in a list twice: of two items with the same key the later one counts. Null where an item has none.</summary>
internal static class UniqueKey
{
    public static string? OfText(ComposeNode item) => (item as ComposeScalar)?.Text;

    /// <summary>The name before an equals sign.</summary>
    public static string? OfNamed(ComposeNode item) => item is ComposeScalar scalar ? BeforeEquals(scalar.Text) : null;

    public static string? OfVolume(ComposeNode item) => item switch
    {
        ComposeMapping mapping => Clean(mapping.Text("target")),
        ComposeScalar { IsNull: false } scalar => Clean(ShortVolume.Parse(scalar.Text).Target),
        _ => null,
    };

    public static string? OfDevice(ComposeNode item)
    {
        if (item is ComposeMapping mapping)
            return mapping.Text("target") ?? mapping.Text("source");
        string[]? parts = OfText(item)?.Split(':');
        return parts is { Length: > 1 } ? parts[1] : parts?[0];
    }

    public static string? OfSecret(ComposeNode item) => OfFile(item, "/run/secrets/");

    public static string? OfConfig(ComposeNode item) => OfFile(item, "/");

    public static string? OfEnvironmentFile(ComposeNode item) => item is ComposeMapping mapping ? mapping.Text("path") : OfText(item);

    public static string? OfPort(ComposeNode item) => item switch
    {
        ComposeMapping mapping when mapping.Text("target") is { } target =>
            $"{mapping.Text("host_ip") ?? "0.0.0.0"}:{mapping.Text("published")}:{target}/{mapping.Text("protocol") ?? "tcp"}",
        ComposeScalar scalar when ShortPort.TryParse(scalar.Text, out ShortPort port) =>
            $"{(port.Address.Length == 0 ? "0.0.0.0" : port.Address)}:{port.Published}:{port.Target}/{port.Protocol}",
        ComposeScalar scalar => scalar.Text,
        _ => null,
    };

    private static string? OfFile(ComposeNode item, string folder) => item switch
    {
        ComposeMapping mapping => mapping.Text("target") ?? (mapping.Text("source") is { } source ? folder + source : null),
        ComposeScalar scalar => folder + scalar.Text,
        _ => null,
    };

    /// <summary>/a/ and /a//b/../ are the same place in a container.</summary>
    private static string? Clean(string? target)
    {
        if (target is null || !target.StartsWith('/'))
            return target;
        var parts = new List<string>();
        foreach (string part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            else if (part != ".")
                parts.Add(part);
        }
        return "/" + string.Join('/', parts);
    }

    private static string BeforeEquals(string text)
    {
        int index = text.IndexOf('=', StringComparison.Ordinal);
        return index < 0 ? text : text[..index];
    }
}
