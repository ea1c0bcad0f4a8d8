using System.Globalization;
using System.Text.RegularExpressions;
using DockerPS.Engine.Session.Control;

namespace DockerPS.Engine.Streams.Build;

/// <summary>Makes the error of a failed build: the step, its place in the Dockerfile and its last output, in words that stand alone.</summary>
internal static partial class BuildFailure
{
    /// <summary>The reason where there is none.</summary>
    public const string NoReason = "The engine gave no reason.";

    private const int MostSourceLines = 12;

    /// <summary>The reason that an error message gives.</summary>
    public static string ReasonOf(JsonMessage message)
    {
        string reason = string.IsNullOrWhiteSpace(message.ErrorDetail?.Message) ? message.Error ?? "" : message.ErrorDetail.Message;
        return string.IsNullOrWhiteSpace(reason) ? NoReason : ControlCharacters.Replace(reason.Trim());
    }

    /// <param name="reason">The engine's reason.</param>
    /// <param name="step">The step that failed; null where none had begun.</param>
    /// <param name="code">The exit code of its command.</param>
    /// <param name="lastLines">What it wrote last.</param>
    /// <param name="dockerfile">The Dockerfile; null where it is not known here.</param>
    /// <param name="told">The place that the engine itself has told, which goes before what can be found here.</param>
    public static OperationFailedException Create(
        string reason, BuildStep? step, int? code, IReadOnlyCollection<string> lastLines, DockerfileText? dockerfile, BuildErrorSource? told = null)
    {
        string text = step switch
        {
            null => reason,
            // The engine's own words would only say the instruction and the code a second time.
            { Number: > 0 } => $"Build step {Place(step)} failed{(code is null ? $" ({step.Instruction}): {reason}" : string.Create(CultureInfo.InvariantCulture, $" with exit code {code}: {step.Instruction}"))}",
            _ => $"The build failed at '{step.Instruction}': {reason}",
        };
        LineRange? lines = null;
        if (told is { Text.Length: > 0, Lines.Count: > 0 })
        {
            dockerfile = DockerfileText.Parse(told.Text);
            (int first, int last) = (told.Lines.Min(static range => range.First), told.Lines.Max(static range => range.Last));
            lines = first > 0 && last <= dockerfile.Lines.Count ? new LineRange(first, last) : null;
        }

        lines ??= dockerfile is null ? null : step is null ? LinesIn(reason, dockerfile) : step.Number > 0 ? dockerfile.LinesOf(step) : null;
        ReadableList<string> source = lines is { } range ? Source(dockerfile!, range) : [];
        if (source.Count > 0)
        {
            string where = lines!.Value.First == lines.Value.Last ? $"Line {lines.Value.First}" : $"Lines {lines.Value.First} to {lines.Value.Last}";
            text = $"{text}\n{where} of the Dockerfile:\n{string.Join('\n', source)}";
        }

        if (lastLines.Count > 0)
        {
            string which = lastLines.Count < BuildOutput.KeptLines ? "Its output" : $"The last {BuildOutput.KeptLines} lines of its output";
            // The bars keep the lines apart where PowerShell shows the message in one line, as it does for scripts.
            text = $"{text}\n{which}:\n{string.Join('\n', lastLines.Select(static line => "| " + line))}";
        }

        return new OperationFailedException(StreamOperation.Build, text)
        {
            Code = code,
            Step = step,
            LastLines = [.. lastLines],
            SourceLines = source,
            Line = lines?.First,
        };
    }

    private static string Place(BuildStep step) => string.Create(
        CultureInfo.InvariantCulture, $"{step.Number} of {step.Total}{(string.IsNullOrEmpty(step.Stage) ? "" : $" of stage {step.Stage}")}");

    private static ReadableList<string> Source(DockerfileText dockerfile, LineRange range)
    {
        int last = Math.Min(range.Last, Math.Min(range.First + MostSourceLines - 1, dockerfile.Lines.Count));
        int width = last.ToString(CultureInfo.InvariantCulture).Length;
        var source = new ReadableList<string>();
        for (int line = range.First; line <= last; line++)
        {
            source.Add($"{line.ToString(CultureInfo.InvariantCulture).PadLeft(width)} | {BuildOutput.Clean(dockerfile.Lines[line - 1])}");
        }

        if (last < range.Last)
        {
            source.Add($"{new string(' ', width)} | ...");
        }

        return source;
    }

    /// <summary>A Dockerfile that cannot be read fails without a step; the engine names the line.</summary>
    private static LineRange? LinesIn(string reason, DockerfileText dockerfile) =>
        ParseError().Match(reason) is { Success: true } match
        && int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int line)
        && line > 0 && line <= dockerfile.Lines.Count
            ? new LineRange(line, line)
            : null;

    [GeneratedRegex(@"(?i:dockerfile) parse error (?:on )?line (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex ParseError();
}
