namespace DockerPS.Help;

internal static class Program
{
    private static int Main(string[] args)
    {
        try
        {
            ToolArguments arguments = ToolArguments.Parse(args);
            string help = HelpGenerator.Generate(arguments.Assembly, arguments.Docs, arguments.References);
            WriteAtOnce(arguments.Output, help);
            return 0;
        }
        catch (HelpException exception)
        {
            // The form that MSBuild reads as an error of its own.
            foreach (string problem in exception.Problems)
            {
                Console.Error.WriteLine($"DockerPS.Help : error HELP001: {problem}");
            }

            return 1;
        }
    }

    /// <summary>Two configurations may be built at the same time; neither must read half a file of the other's.</summary>
    private static void WriteAtOnce(string path, string text)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string temporary = $"{full}.{Environment.ProcessId}.tmp";
        File.WriteAllText(temporary, text);
        File.Move(temporary, full, overwrite: true);
    }
}
