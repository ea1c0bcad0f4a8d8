namespace DockerPS.Help;

/// <summary>What the build hands to the tool, one <c>--name=value</c> a line in the response file that is its only argument:
/// a command line would be too long for the references on Windows.</summary>
internal sealed class ToolArguments
{
    private ToolArguments(string assembly, string output, IReadOnlyList<string> docs, IReadOnlyList<string> references)
    {
        Assembly = assembly;
        Output = output;
        Docs = docs;
        References = references;
    }

    public string Assembly { get; }

    public string Output { get; }

    public IReadOnlyList<string> Docs { get; }

    public IReadOnlyList<string> References { get; }

    public static ToolArguments Parse(string[] args)
    {
        if (args.Length != 1 || !File.Exists(args[0]))
        {
            throw new HelpException(["give one response file with lines --assembly=, --output=, --doc= and --reference="]);
        }

        ILookup<string, string> values = File.ReadAllLines(args[0])
            .Where(line => line.StartsWith("--", StringComparison.Ordinal) && line.Contains('='))
            .ToLookup(line => line[2..line.IndexOf('=')], line => line[(line.IndexOf('=') + 1)..].Trim());
        return new ToolArguments(Single(values, "assembly"), Single(values, "output"), [.. values["doc"]], [.. values["reference"]]);
    }

    private static string Single(ILookup<string, string> values, string name) =>
        values[name].Count() == 1 ? values[name].Single() : throw new HelpException([$"the response file needs exactly one --{name}="]);
}
