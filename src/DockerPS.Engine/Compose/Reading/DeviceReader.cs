namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads devices of the engine's machine, and requests for GPUs and the like.</summary>
internal static class DeviceReader
{
    private const string Form = "/dev/sda, /dev/sda:/dev/xvda, /dev/sda:/dev/xvda:r, or a mapping with source and target";

    /// <summary>Reads one item of devices.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public static ComposeDevice Read(ComposeNode node, ComposeReading reading)
    {
        if (node is ComposeScalar { Kind: ComposeScalarKind.String } scalar)
        {
            string[] parts = scalar.Text.Split(':');
            return parts.Length > 3 || parts[0].Length == 0
                ? throw scalar.IsNo("device", Form)
                : new ComposeDevice
                {
                    Source = parts[0],
                    Target = parts is [_, { Length: > 0 } target, ..] ? target : parts[0],
                    Permissions = parts.Length == 3 ? parts[2] : "rwm",
                };
        }

        ComposeFields fields = reading.Fields(node, Form);
        return new ComposeDevice
        {
            Source = fields.NeedText("source"),
            Target = fields.NeedText("target"),
            Permissions = fields.Text("permissions"),
            Extensions = fields.Finish(),
        };
    }

    /// <summary>Reads gpus: all, or a list of requests.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public static ReadableList<ComposeDeviceRequest> ReadGpus(ComposeNode? node, ComposeReading reading) => node switch
    {
        null => [],
        ComposeScalar { Kind: ComposeScalarKind.String, Text: "all" } => [new ComposeDeviceRequest { Count = -1 }],
        ComposeSequence list => [.. list.Select(item => ReadRequest(reading.Fields(item), needsCapabilities: false))],
        ComposeScalar when reading.IsOpen(node) => [],
        _ => throw node.Expected("all, or a list of mappings with count or device_ids"),
    };

    /// <summary>Reads a request.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public static ComposeDeviceRequest ReadRequest(ComposeFields fields, bool needsCapabilities)
    {
        if (needsCapabilities)
        {
            fields.Need("capabilities");
        }

        var request = new ComposeDeviceRequest
        {
            Capabilities = fields.Texts("capabilities"),
            Driver = fields.Text("driver"),
            Count = fields.Take("count") is { } count && !fields.Reading.IsOpen(count) ? Count(count) : null,
            DeviceIds = fields.Texts("device_ids"),
            Options = fields.Pairs("options"),
            Extensions = fields.Finish(),
        };
        if (fields.Node.Entry("count") is { } both && fields.Node.Lookup("device_ids") is not null)
        {
            throw both.Key.Wrong("count and device_ids exclude each other", "one of them");
        }

        return request.Count is null && fields.Node.Lookup("device_ids") is null && fields.Node.Lookup("count") is null
            ? new ComposeDeviceRequest { Capabilities = request.Capabilities, Driver = request.Driver, Count = -1, Options = request.Options, Extensions = request.Extensions }
            : request;
    }

    private static long Count(ComposeNode node) => node is ComposeScalar { Kind: ComposeScalarKind.String } text && text.Text.Equals("all", StringComparison.OrdinalIgnoreCase)
        ? -1
        : ScalarValue.Integer(node, -1);
}
