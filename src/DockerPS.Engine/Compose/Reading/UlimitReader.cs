namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads ulimits: a mapping of a number, or of soft and hard.</summary>
internal static class UlimitReader
{
    /// <summary>The limits.</summary>
    /// <exception cref="ComposeException">They cannot be read.</exception>
    public static ComposeCollection<ComposeUlimit> Read(ComposeNode? node, ComposeReading reading)
    {
        if (node is null)
        {
            return [];
        }

        var limits = new ComposeCollection<ComposeUlimit>();
        foreach (ComposeEntry entry in node as ComposeMapping ?? throw node.Expected("a mapping of limits, such as nofile: 1024"))
        {
            if (entry.Value is ComposeMapping mapping)
            {
                var fields = new ComposeFields(reading, mapping);
                fields.Need("soft");
                fields.Need("hard");
                limits.Add(new ComposeUlimit
                {
                    Name = entry.Name,
                    Soft = fields.Integer("soft", -1) ?? 0,
                    Hard = fields.Integer("hard", -1) ?? 0,
                    Extensions = fields.Finish(),
                });
            }
            else if (!reading.IsOpen(entry.Value))
            {
                long both = ScalarValue.Integer(entry.Value, -1);
                limits.Add(new ComposeUlimit { Name = entry.Name, Soft = both, Hard = both, IsSingle = true });
            }
        }

        return limits;
    }
}
