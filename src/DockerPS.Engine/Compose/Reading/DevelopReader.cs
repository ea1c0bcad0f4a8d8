namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads develop, and the hooks that it shares with services.</summary>
internal static class DevelopReader
{
    /// <summary>Reads the mapping.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public static ComposeDevelop Read(ComposeFields fields) => new()
    {
        Watch = fields.List("watch", "a list of mappings with path and action", ReadWatch),
        Extensions = fields.Finish(),
    };

    /// <summary>Reads a hook.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public static ComposeHook ReadHook(ComposeFields fields) => new()
    {
        Command = CommandWords.Read(fields.Need("command"), fields.Reading.Warnings) ?? [],
        User = fields.Text("user"),
        Privileged = fields.Boolean("privileged"),
        WorkingDirectory = fields.Text("working_dir"),
        Environment = fields.Variables("environment"),
        Extensions = fields.Finish(),
    };

    private static ComposeWatch ReadWatch(ComposeFields fields)
    {
        ComposeNode path = fields.Need("path");
        fields.Need("action");
        var watch = new ComposeWatch
        {
            Path = ScalarValue.Text(path) is { Length: > 0 } text ? text : throw path.Wrong("the path is empty", "a folder or file"),
            Action = fields.Word("action", "rebuild", "sync", "restart", "sync+restart", "sync+exec") ?? "",
            Target = fields.Text("target"),
            Exec = fields.Object("exec", ReadHook),
            Include = fields.TextOrTexts("include"),
            Ignore = fields.TextOrTexts("ignore"),
            InitialSync = fields.Boolean("initial_sync"),
            Extensions = fields.Finish(),
        };
        return watch.Target is null && watch.Action is not ("rebuild" or "restart")
            ? throw fields.Node.Wrong($"the key \"target\" is missing, which {watch.Action} needs", "target: where files go in the container")
            : watch;
    }
}
