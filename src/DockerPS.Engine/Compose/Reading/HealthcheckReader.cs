namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads healthcheck.</summary>
internal static class HealthcheckReader
{
    /// <summary>Reads the mapping.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public static ComposeHealthcheck Read(ComposeFields fields) => new()
    {
        Test = ReadTest(fields.Take("test")),
        Interval = fields.Duration("interval"),
        Timeout = fields.Duration("timeout"),
        Retries = fields.Integer("retries", 0),
        StartPeriod = fields.Duration("start_period"),
        StartInterval = fields.Duration("start_interval"),
        Disable = fields.Boolean("disable"),
        Extensions = fields.Finish(),
    };

    private static ReadableList<string> ReadTest(ComposeNode? node)
    {
        const string expected = "a line for the shell, or a list that begins with CMD, CMD-SHELL or NONE";
        switch (node)
        {
            case null:
                return [];
            case ComposeScalar { Kind: ComposeScalarKind.String } line:
                return ["CMD-SHELL", line.Text];
            case ComposeSequence list:
                ReadableList<string> words = ScalarValue.Texts(list, mayRepeat: true);
                return words.Count == 0 || words[0] is "CMD" or "CMD-SHELL" or "NONE" ? words : throw list[0].Expected(expected);
            default:
                throw node.Expected(expected);
        }
    }
}
