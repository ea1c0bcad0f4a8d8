using System.Text.RegularExpressions;

namespace DockerPS.Engine.Streams.Build;

/// <summary>A Dockerfile, read as far as it takes to know which images and stages it names, and which lines a step is from.
/// What is wrong in it is the engine's to tell.</summary>
internal sealed partial class DockerfileText
{
    private const string NoImage = "scratch";

    private readonly List<DockerfileInstruction> _instructions = [];
    private readonly char _escape;

    private DockerfileText(string text)
    {
        Lines = text.TrimStart('\uFEFF').Split('\n').Select(static line => line.TrimEnd('\r')).ToArray();
        _escape = EscapeOf(text);
        string pending = "";
        int first = 0;
        for (int i = 0; i < Lines.Count; i++)
        {
            string trimmed = Lines[i].Trim();
            // A comment or an empty line within an instruction is left out and does not end it.
            if (trimmed.Length == 0 || trimmed[0] == '#')
                continue;

            if (pending.Length == 0)
                first = i;
            bool goesOn = trimmed[^1] == _escape;
            pending += goesOn ? trimmed[..^1] + " " : trimmed;
            if (goesOn)
                continue;

            i = EndOfHeredocs(pending, i);
            Add(pending, new LineRange(first + 1, i + 1));
            pending = "";
        }

        Add(pending, new LineRange(first + 1, Lines.Count));
    }

    /// <summary>The lines of the file.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The stages by the names after AS, in their order; null for those without.</summary>
    public IReadOnlyList<string?> Stages => [.. _instructions.Where(static instruction => instruction.Name == "FROM").Select(StageOf)];

    /// <summary>Reads a Dockerfile's text.</summary>
    public static DockerfileText Parse(string text) => new(text);

    /// <summary>The lines that a step of a build is from; null where that cannot be told.</summary>
    public LineRange? LinesOf(BuildStep step)
    {
        string[] words = Words(step.Instruction);
        if (words.Length == 0)
            return null;

        DockerfileInstruction? placed = step.Stage is null
            ? _instructions.ElementAtOrDefault(step.Number - 1)
            : LayersOf(step.Stage).ElementAtOrDefault(step.Number - 1);
        string name = words[0].ToUpperInvariant();
        if (placed?.Name == name)
            return placed.Lines;

        // What an ONBUILD of the base image adds has no place here, and moves the others.
        string text = string.Concat(words[1..]);
        DockerfileInstruction[] alike = [.. _instructions.Where(other => other.Name == name && string.Concat(other.Words) == text)];
        return alike is [DockerfileInstruction only] ? only.Lines : null;
    }

    /// <summary>The image of the frontend that is to read the file instead of the engine's own: the directive syntax on top of it, or the build
    /// argument BUILDKIT_SYNTAX; null where there is none.</summary>
    /// <param name="arguments">Values for ARG.</param>
    public string? Frontend(IReadOnlyDictionary<string, string?> arguments) => arguments.GetValueOrDefault("BUILDKIT_SYNTAX")
        ?? Lines.Select(static line => Directive().Match(line)).TakeWhile(static directive => directive.Success)
            .Where(static directive => directive.Groups["name"].Value.Equals("syntax", StringComparison.OrdinalIgnoreCase))
            .Select(static directive => Words(directive.Groups["value"].Value)[0])
            .FirstOrDefault();

    /// <summary>The images that the engine may ask a registry for: those of FROM, COPY --from and RUN --mount=from that are no stages.</summary>
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
                    if (instruction.Words.FirstOrDefault(static word => !IsFlag(word)) is { } image)
                        AddImage(DockerfileVariables.Expand(image, variables, _escape));
                    if (StageOf(instruction) is { } stage)
                        stages.Add(stage);
                    break;
                case "RUN":
                    foreach (string mounted in MountedImages(instruction))
                        AddImage(mounted);
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

    private void Add(string line, LineRange lines)
    {
        string[] words = Words(line);
        if (words.Length == 0)
            return;

        string name = words[0].ToUpperInvariant();
        int stage = _instructions.Count == 0 ? -1 : _instructions[^1].Stage;
        _instructions.Add(new DockerfileInstruction(name, words[1..], lines, name == "FROM" ? stage + 1 : stage));
    }

    private static string[] Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The last line of what an instruction has behind it as &lt;&lt;EOF ... EOF; its own where it has none.</summary>
    private int EndOfHeredocs(string instruction, int line)
    {
        string name = Words(instruction)[0].ToUpperInvariant();
        if (name is not ("RUN" or "COPY" or "ADD"))
            return line;

        int end = line;
        foreach (Match heredoc in Heredoc().Matches(instruction))
        {
            bool stripsTabs = heredoc.Groups["tabs"].Length > 0;
            string mark = heredoc.Groups["mark"].Value;
            int found = end + 1;
            while (found < Lines.Count && (stripsTabs ? Lines[found].TrimStart('\t') : Lines[found]) != mark)
                found++;

            // Without its end it is the shell's own, which the engine's older frontends leave to the shell.
            if (found == Lines.Count)
                return line;

            end = found;
        }

        return end;
    }

    /// <summary>The instructions of a stage that BuildKit counts: those that make files. A FROM counts where its image is none of this file.</summary>
    private IEnumerable<DockerfileInstruction> LayersOf(string stage)
    {
        IReadOnlyList<string?> stages = Stages;
        int index = stages.ToList().FindIndex(name => stage.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (index < 0 && stage.StartsWith("stage-", StringComparison.Ordinal) && int.TryParse(stage.AsSpan("stage-".Length), out int number))
            index = number;
        if (index < 0 && stage.Length == 0 && stages.Count == 1)
            index = 0;

        return _instructions.Where(instruction => instruction.Stage == index && instruction.Name switch
        {
            "FROM" => instruction.Words.FirstOrDefault(static word => !IsFlag(word)) is { } image
                && image != NoImage
                && !stages.Take(index).Contains(image, StringComparer.OrdinalIgnoreCase),
            "RUN" or "COPY" or "ADD" or "WORKDIR" => true,
            _ => false,
        });
    }

    private static bool IsFlag(string word) => word.StartsWith("--", StringComparison.Ordinal);

    private static string? StageOf(DockerfileInstruction from)
    {
        string[] words = [.. from.Words.SkipWhile(IsFlag)];
        return words is [_, _, string name, ..] && words[1].Equals("AS", StringComparison.OrdinalIgnoreCase) ? name : null;
    }

    private static string? FromFlag(DockerfileInstruction copy)
    {
        const string Flag = "--from=";
        return copy.Words.TakeWhile(IsFlag)
            .FirstOrDefault(static word => word.StartsWith(Flag, StringComparison.OrdinalIgnoreCase))?[Flag.Length..];
    }

    private static IEnumerable<string> MountedImages(DockerfileInstruction run)
    {
        const string Flag = "--mount=";
        const string From = "from=";
        return run.Words.TakeWhile(IsFlag)
            .Where(static word => word.StartsWith(Flag, StringComparison.OrdinalIgnoreCase))
            .SelectMany(static word => word[Flag.Length..].Split(','))
            .Where(static field => field.StartsWith(From, StringComparison.OrdinalIgnoreCase))
            .Select(static field => field[From.Length..]);
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

    [GeneratedRegex("""(?:^|\s)[0-9]*<<(?<tabs>-?)(?<quote>["']?)(?<mark>[A-Za-z_][A-Za-z0-9_.]*)\k<quote>""", RegexOptions.CultureInvariant)]
    private static partial Regex Heredoc();
}
