using System.Text.RegularExpressions;

namespace DockerPS.Engine.Streams.Build;

/// <summary>A Dockerfile, read as far as it takes to know which images it names. What is wrong in it is the engine's to tell.</summary>
internal sealed partial class DockerfileText
{
    private const string NoImage = "scratch";

    private readonly List<DockerfileInstruction> _instructions;
    private readonly char _escape;

    private DockerfileText(List<DockerfileInstruction> instructions, char escape)
    {
        _instructions = instructions;
        _escape = escape;
    }

    /// <summary>Reads a Dockerfile's text.</summary>
    public static DockerfileText Parse(string text)
    {
        char escape = EscapeOf(text);
        var instructions = new List<DockerfileInstruction>();
        string pending = "";
        foreach (string line in text.TrimStart('\uFEFF').Split('\n'))
        {
            string trimmed = line.Trim();
            // A comment or an empty line within an instruction is left out and does not end it.
            if (trimmed.Length == 0 || trimmed[0] == '#')
                continue;

            bool goesOn = trimmed[^1] == escape;
            pending += goesOn ? trimmed[..^1] + " " : trimmed;
            if (goesOn)
                continue;

            Add(instructions, pending);
            pending = "";
        }

        Add(instructions, pending);
        return new DockerfileText(instructions, escape);
    }

    /// <summary>The images that the engine may ask a registry for: those of FROM and of COPY --from that are no stages.</summary>
    /// <param name="arguments">Values for ARG that win over its defaults; null values do not.</param>
    public IReadOnlyList<string> Images(IReadOnlyDictionary<string, string?> arguments)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var stages = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var images = new List<string>();
        bool isBeforeStages = true;
        foreach (DockerfileInstruction instruction in _instructions)
        {
            switch (instruction.Name)
            {
                // Only those before the first FROM reach a FROM.
                case "ARG" when isBeforeStages:
                    Declare(instruction.Words, arguments, variables);
                    break;
                case "FROM":
                    isBeforeStages = false;
                    if (instruction.Words.FirstOrDefault(static word => !word.StartsWith("--", StringComparison.Ordinal)) is { } image)
                        AddImage(DockerfileVariables.Expand(image, variables, _escape));
                    if (StageOf(instruction) is { } stage)
                        stages.Add(stage);
                    break;
                case "COPY":
                    if (FromFlag(instruction) is { } source && !int.TryParse(source, out _))
                        AddImage(source);
                    break;
            }
        }

        return images;

        void AddImage(string image)
        {
            if (image.Length > 0 && image != NoImage && !stages.Contains(image) && !images.Contains(image))
                images.Add(image);
        }
    }

    private void Declare(IReadOnlyList<string> words, IReadOnlyDictionary<string, string?> arguments, Dictionary<string, string> variables)
    {
        foreach (string word in words)
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? word : word[..equals];
            if (arguments.GetValueOrDefault(name) is { } given)
                variables[name] = given;
            else if (equals >= 0)
                variables[name] = DockerfileVariables.Expand(word[(equals + 1)..], variables, _escape);
        }
    }

    private static void Add(List<DockerfileInstruction> instructions, string line)
    {
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 0)
            instructions.Add(new DockerfileInstruction(words[0].ToUpperInvariant(), words[1..]));
    }

    private static string? StageOf(DockerfileInstruction from)
    {
        string[] words = [.. from.Words.SkipWhile(static word => word.StartsWith("--", StringComparison.Ordinal))];
        return words is [_, _, string name, ..] && words[1].Equals("AS", StringComparison.OrdinalIgnoreCase) ? name : null;
    }

    private static string? FromFlag(DockerfileInstruction copy)
    {
        const string Flag = "--from=";
        return copy.Words.TakeWhile(static word => word.StartsWith("--", StringComparison.Ordinal))
            .FirstOrDefault(static word => word.StartsWith(Flag, StringComparison.OrdinalIgnoreCase))?[Flag.Length..];
    }

    /// <summary>The character that continues a line: a directive on top of the file may change it for Windows' paths.</summary>
    private static char EscapeOf(string text)
    {
        foreach (string line in text.TrimStart('\uFEFF').Split('\n'))
        {
            Match directive = Directive().Match(line);
            if (!directive.Success)
                break;

            if (directive.Groups["name"].Value.Equals("escape", StringComparison.OrdinalIgnoreCase) && directive.Groups["value"].Value is "`")
                return '`';
        }

        return '\\';
    }

    [GeneratedRegex(@"^\s*#\s*(?<name>[A-Za-z][A-Za-z0-9]*)\s*=\s*(?<value>.+?)\s*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Directive();
}
