namespace DockerPS.Engine.Compose.Reading;

/// <summary>Nodes as plain .NET values, for x- keys.</summary>
internal static class PlainNode
{
    /// <summary>A dictionary, an array, a text, a long, a double, a truth value or null.</summary>
    public static object? Of(ComposeNode node) => node switch
    {
        ComposeMapping mapping => OfMapping(mapping),
        ComposeSequence list => list.Select(Of).ToArray(),
        ComposeScalar { Kind: ComposeScalarKind.Integer } scalar when scalar.TryGetInteger(out long whole) => whole,
        ComposeScalar { Kind: ComposeScalarKind.Integer or ComposeScalarKind.Float } scalar when scalar.TryGetNumber(out double number) => number,
        ComposeScalar { Kind: ComposeScalarKind.Boolean } scalar when scalar.TryGetBoolean(out bool truth) => truth,
        ComposeScalar { IsNull: true } => null,
        ComposeScalar scalar => scalar.Text,
        _ => null,
    };

    private static ComposeExtensions OfMapping(ComposeMapping mapping)
    {
        var fields = new ComposeExtensions();
        foreach (ComposeEntry entry in mapping)
        {
            fields[entry.Name] = Of(entry.Value);
        }

        return fields;
    }
}
