using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DockerPS.Engine.Session.Control;

namespace DockerPS.Engine.Streams.Build.Trace;

/// <summary>Reads the messages of BuildKit: the steps, what they write as lines with the step's number before them, as docker's plain progress
/// has it, warnings, the image's id, and the error with what led to it.</summary>
/// <param name="dockerfile">The Dockerfile, by which a failed step is found in it; null where it is not known here.</param>
internal sealed partial class BuildKitLog(DockerfileText? dockerfile = null) : IBuildLog
{
    private const string TraceId = "moby.buildkit.trace";
    // What an engine's own store calls the image by, whichever store it is.
    private const string ImageDigest = "containerimage.digest";
    private const string Canceled = "context canceled";

    private readonly Dictionary<string, TraceStep> _steps = new(StringComparer.Ordinal);
    private readonly List<TraceStep> _begun = [];
    private readonly List<BuildLogEntry> _entries = [];
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private TraceStep? _shown;
    private int _numbers;

    /// <summary>The steps that began, in that order; those of the Dockerfile and others.</summary>
    public IReadOnlyList<BuildStep> Steps => _begun.ConvertAll(static step => step.Step);

    /// <summary>All steps that were told, in the order in which they began or, where they did not, were told.</summary>
    public IReadOnlyCollection<TraceStep> AllSteps => _steps.Values;

    public string? ImageId { get; private set; }

    public IReadOnlyDictionary<string, string> Exported { get; private set; } = new Dictionary<string, string>();

    /// <summary>Takes what the exporter of a build that ended well has told.</summary>
    public void Take(IReadOnlyDictionary<string, string> exported)
    {
        Exported = exported;
        ImageId ??= exported.GetValueOrDefault(ImageDigest);
    }

    public IReadOnlyList<BuildLogEntry> Read(JsonMessage message)
    {
        _entries.Clear();
        if (message.IsError)
        {
            throw Failure(BuildFailure.ReasonOf(message));
        }

        if (message.Aux is { } aux)
        {
            ReadAux(message.Id, aux);
        }

        // "Successfully tagged", and what an engine may add: it is told as it is.
        if (message.Stream is { } text && BuildOutput.Clean(text.TrimEnd('\n')) is { Length: > 0 } line)
        {
            _entries.Add(new BuildLogEntry(line, IsWarning: false));
        }

        return _entries;
    }

    /// <summary>Reads a message that came by itself.</summary>
    /// <returns>The lines that it completed; valid until the next call.</returns>
    public IReadOnlyList<BuildLogEntry> Read(BuildTrace trace)
    {
        _entries.Clear();
        ReadTrace(trace);
        return _entries;
    }

    public IReadOnlyList<BuildLogEntry> Complete()
    {
        _entries.Clear();
        foreach (TraceStep step in _begun)
        {
            CompleteOutput(step);
        }

        return _entries;
    }

    /// <summary>The error of a build that failed.</summary>
    /// <param name="reason">The engine's reason.</param>
    /// <param name="source">Where in the Dockerfile, as the engine told it; null where it did not.</param>
    public OperationFailedException Failure(string reason, BuildErrorSource? source = null)
    {
        reason = string.IsNullOrWhiteSpace(reason) ? BuildFailure.NoReason : ControlCharacters.Replace(reason.Trim());
        foreach (TraceStep step in _begun)
        {
            CompleteOutput(step);
        }

        // What else ran at that time was cancelled, which is an error, too.
        TraceStep? failed = _steps.Values.FirstOrDefault(step => step.Step.Error.Length > 0 && reason.Contains(step.Step.Error, StringComparison.Ordinal) && !IsCanceled(step))
            ?? _steps.Values.FirstOrDefault(static step => step.Step.Error.Length > 0 && !IsCanceled(step));
        int? code = failed is not null && ExitCode().Match(reason) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
        return BuildFailure.Create(reason, failed?.Step, code, failed?.Output.Last ?? [], dockerfile, source);
    }

    private static bool IsCanceled(TraceStep step) => step.Step.Error.EndsWith(Canceled, StringComparison.Ordinal);

    private void ReadAux(string? id, JsonElement aux)
    {
        if (id == TraceId && aux.ValueKind == JsonValueKind.String)
        {
            ReadTrace(BuildTrace.Read(aux.TryGetBytesFromBase64(out byte[]? bytes)
                ? bytes
                : throw new InvalidResponseException("The engine sent a message on the build that is not base64.")));
        }
        else if (aux.ValueKind == JsonValueKind.Object && aux.TryGetProperty("ID", out JsonElement image) && image.ValueKind == JsonValueKind.String)
        {
            ImageId = image.GetString();
        }
    }

    private void ReadTrace(BuildTrace trace)
    {
        List<TraceStep> began = [];
        List<TraceStep> ended = [];
        foreach (TraceVertex vertex in trace.Vertexes)
        {
            if (!_steps.TryGetValue(vertex.Digest, out TraceStep? step))
            {
                _steps.Add(vertex.Digest, step = new TraceStep(vertex));
            }

            bool hadBegun = step.HasBegun;
            if (step.Update(vertex))
            {
                ended.Add(step);
            }

            if (!hadBegun && step.HasBegun)
            {
                _begun.Add(step);
                began.Add(step);
            }
        }

        // What begins and ends at once, as all that is cached, is told when it ends.
        foreach (TraceStep step in began.Except(ended))
        {
            Show(step);
        }

        foreach (TraceProgress part in trace.Progress)
        {
            if (_steps.TryGetValue(part.Vertex, out TraceStep? step) && step.Update(part))
            {
                Say(step, PartText(part));
            }
        }

        foreach (TraceLog log in trace.Logs)
        {
            if (_steps.TryGetValue(log.Vertex, out TraceStep? step))
            {
                foreach (string line in step.Output.Add(log.Text, log.IsError))
                {
                    step.LastLine = line;
                    Say(step, Written(step, log.Time, line));
                }
            }
        }

        foreach (TraceWarning warning in trace.Warnings)
        {
            Warn(warning);
        }

        foreach (TraceStep step in ended)
        {
            End(step);
        }
    }

    private void End(TraceStep step)
    {
        CompleteOutput(step);
        BuildStep told = step.Step;
        Say(step, told.Error.Length > 0 ? IsCanceled(step) ? "CANCELED" : "ERROR: " + told.Error.ReplaceLineEndings(" ")
            : told.IsCached ? "CACHED"
            : string.Create(CultureInfo.InvariantCulture, $"DONE {told.Duration?.TotalSeconds ?? 0:0.0}s"));
    }

    private void CompleteOutput(TraceStep step)
    {
        foreach (string line in step.Output.Complete())
        {
            Say(step, Written(step, null, line));
        }
    }

    private void Warn(TraceWarning warning)
    {
        string text = BuildOutput.Clean(warning.Short).ReplaceLineEndings(" ");
        if (text.Length == 0)
        {
            return;
        }

        if (warning.Line > 0 && !text.Contains("(line ", StringComparison.Ordinal))
        {
            text = string.Create(CultureInfo.InvariantCulture, $"{text} (line {warning.Line})");
        }

        if (warning.Url.Length > 0)
        {
            text = $"{text} {DisplayText.Of(warning.Url)}";
        }

        // An engine tells it again with every stage and platform.
        if (_warned.Add(text))
        {
            _entries.Add(new BuildLogEntry(text, IsWarning: true));
        }
    }

    /// <summary>The name of the step that the next lines are of.</summary>
    private void Show(TraceStep step)
    {
        if (step.Number == 0)
        {
            step.Number = ++_numbers;
        }

        if (_shown != step)
        {
            _shown = step;
            Add(step, step.Step.Name);
        }
    }

    private void Say(TraceStep step, string text)
    {
        Show(step);
        Add(step, text);
    }

    private void Add(TraceStep step, string text) =>
        _entries.Add(new BuildLogEntry(string.Create(CultureInfo.InvariantCulture, $"#{step.Number} {text}"), IsWarning: false));

    private static string Written(TraceStep step, DateTime? time, string line) =>
        time is null ? line : string.Create(CultureInfo.InvariantCulture, $"{step.SecondsAt(time):0.000} {line}");

    private static string PartText(TraceProgress part)
    {
        string name = BuildOutput.Clean(part.Name.Length > 0 ? part.Name : part.Id).ReplaceLineEndings(" ");
        string size = part.Total > 0 ? $" {DataSize.Of(part.Total)}" : part.Current > 0 ? $" {DataSize.Of(part.Current)}" : "";
        double seconds = part.Started is { } started && part.Completed is { } completed ? Math.Max(0, (completed - started).TotalSeconds) : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{name}{size} {seconds:0.0}s done");
    }

    [GeneratedRegex(@"exit code: (\d{1,9})(?:\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex ExitCode();
}
