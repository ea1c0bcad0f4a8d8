using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DockerPS.Engine.Streams.Build;

/// <summary>
/// Reads the messages of the classic builder: lines from pieces, the steps, the image's id, and the error with what led to
/// it. What RUN writes can look like the engine's own words; those count only where no container is at work. podman does not
/// tell when one is: there the output of a RUN ends with what looks like the next of the engine's own lines.
/// </summary>
internal sealed partial class BuildLog(DockerfileText? dockerfile = null, TimeProvider? clock = null) : IBuildLog
{
    private const int LongestLine = 64 * 1024;

    private readonly StringBuilder _pending = new();
    private readonly List<BuildLogEntry> _entries = [];
    private readonly List<BuildStep> _steps = [];
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private BuildOutput _output = new();
    private bool _containerRuns;
    private bool _isPodman;
    private bool _pendingIsStep;

    /// <summary>The step that is being done; null before the first.</summary>
    public BuildStep? Step => _steps.Count > 0 ? _steps[^1] : null;

    public IReadOnlyList<BuildStep> Steps => _steps;

    /// <summary>The id of the image; null as long as it is not known. It is the full id where the engine told it to programs.</summary>
    public string? ImageId { get; private set; }

    /// <summary>What is going on within the step: the layer that is pulled, the last line that was written.</summary>
    public string? Activity { get; private set; }

    /// <summary>Reads a message.</summary>
    /// <returns>The lines that it completed.</returns>
    /// <exception cref="OperationFailedException">The message is the error that ended the build.</exception>
    public IReadOnlyList<BuildLogEntry> Read(JsonMessage message)
    {
        _entries.Clear();
        if (message.IsError)
        {
            throw Failure(message);
        }

        if (message.Aux is { ValueKind: JsonValueKind.Object } aux && aux.TryGetProperty("ID", out JsonElement id) && id.ValueKind == JsonValueKind.String)
        {
            ImageId = id.GetString();
        }

        if (message.Stream is { Length: > 0 } text)
        {
            Append(text);
        }
        else if (message.Status is { Length: > 0 } status)
        {
            ReadStatus(message, status);
        }

        return _entries;
    }

    /// <summary>The end of the stream.</summary>
    /// <returns>The rest, where the last line was not ended.</returns>
    public IReadOnlyList<BuildLogEntry> Complete()
    {
        _entries.Clear();
        CompletePending();
        EndStep();
        return _entries;
    }

    private void EndStep()
    {
        if (Step is { Started: { } started } step)
        {
            step.Duration = _clock.GetLocalNow().DateTime - started;
        }
    }

    private void ReadStatus(JsonMessage message, string status)
    {
        string shown = Clean(message.Id is null ? status : $"{message.Id}: {status}");
        // A layer's state changes many times a second; it is progress, not a line.
        if (message.ProgressDetail is null)
        {
            _entries.Add(new BuildLogEntry(shown, IsWarning: false));
        }

        Activity = message.Progress is { Length: > 0 } bar ? $"{shown} {Clean(bar)}" : shown;
    }

    private void Append(string text)
    {
        bool isEnginesOwn = EnginesOwn().IsMatch(text);
        // RUN may end without a line end; the engine then writes on behind it.
        if (isEnginesOwn)
        {
            CompletePending();
            _containerRuns = _containerRuns && !(_isPodman && PodmansOwn().IsMatch(text));
        }

        int start = 0;
        for (int end; (end = text.IndexOf('\n', start)) >= 0; start = end + 1)
        {
            _pending.Append(text, start, end - start);
            CompleteLine();
        }

        _pending.Append(text, start, text.Length - start);
        if (_pending.Length > LongestLine)
        {
            CompleteLine();
        }

        // "Step 1/2 : FROM x" comes without its line end; it is a step from here on.
        if (isEnginesOwn && _pending.Length > 0)
        {
            _pendingIsStep = ReadStep(_pending.ToString());
        }
    }

    private void CompletePending()
    {
        if (Clean(_pending.ToString()).Length > 0)
        {
            CompleteLine();
        }

        _pending.Clear();
    }

    private void CompleteLine()
    {
        string line = Clean(_pending.ToString());
        _pending.Clear();
        ReadLine(line);
        _pendingIsStep = false;
    }

    private void ReadLine(string line)
    {
        if (ContainerBegins().IsMatch(line))
        {
            _containerRuns = true;
        }
        else if (ContainerEnded().IsMatch(line))
        {
            _containerRuns = false;
        }
        else if (_containerRuns)
        {
            KeepLast(line);
        }
        else if (!ReadStep(line) && ReadEnginesLine(line))
        {
            return;
        }

        _entries.Add(new BuildLogEntry(line, IsWarning: false));
    }

    private void KeepLast(string line)
    {
        Activity = line;
        _output.Keep(line);
    }

    private bool ReadStep(string line)
    {
        Match match = StepLine().Match(line);
        if (_containerRuns || !match.Success)
        {
            return false;
        }

        if (_pendingIsStep)
        {
            // The line of a step that was told before its end.
            _steps.RemoveAt(_steps.Count - 1);
        }

        EndStep();
        var step = new BuildStep(Number(match.Groups[1]), Number(match.Groups[2]), Clean(match.Groups[3].Value)) { Started = _clock.GetLocalNow().DateTime };
        _steps.Add(step);
        Activity = null;
        _output = new BuildOutput();
        _isPodman = PodmansOwn().IsMatch(line);
        _containerRuns = _isPodman && step.Instruction.StartsWith("RUN ", StringComparison.OrdinalIgnoreCase);
        return true;
    }

    /// <returns>True where the line was a warning, which is no part of the log.</returns>
    private bool ReadEnginesLine(string line)
    {
        if (Warning().Match(line) is { Success: true } warning)
        {
            _entries.Add(new BuildLogEntry(warning.Groups[1].Value, IsWarning: true));
            return true;
        }

        if (Step is { } step && FromCache().IsMatch(line))
        {
            step.IsCached = true;
        }

        if (Built().Match(line) is { Success: true } built)
        {
            ImageId ??= built.Groups[1].Success ? built.Groups[1].Value : built.Groups[2].Value;
        }

        return false;
    }

    private OperationFailedException Failure(JsonMessage message)
    {
        CompletePending();
        EndStep();
        string reason = BuildFailure.ReasonOf(message);
        if (Step is { } step)
        {
            step.Error = reason;
        }

        int? code = message.ErrorDetail?.Code is { } number and not 0 ? number : PodmansCode(reason);
        return BuildFailure.Create(reason, Step, code, _output.Last, dockerfile);
    }

    private static string Clean(string line) => BuildOutput.Clean(line);

    /// <summary>podman has the exit code only in its words.</summary>
    private static int? PodmansCode(string reason) => PodmansFailure().Match(reason) is { Success: true } match ? Number(match.Groups[1]) : null;

    private static int Number(Group group) => int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    [GeneratedRegex(@"^(Step \d+/\d+ : | ---> |Remov(ing|ed) intermediate container |(\[\d+/\d+\] )?STEP \d+/\d+: |--> )", RegexOptions.CultureInvariant)]
    private static partial Regex EnginesOwn();

    [GeneratedRegex(@"^(?:Step (?<1>\d+)/(?<2>\d+) : |(?:\[\d+/\d+\] )?STEP (?<1>\d+)/(?<2>\d+): )(?<3>.*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex StepLine();

    [GeneratedRegex(@"^((\[\d+/\d+\] )?STEP \d+/\d+: |--> )", RegexOptions.CultureInvariant)]
    private static partial Regex PodmansOwn();

    [GeneratedRegex(@"^building at STEP .*: while running runtime: exit status (\d+)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex PodmansFailure();

    [GeneratedRegex(@"^ ---> Running in [0-9a-f]+$", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerBegins();

    [GeneratedRegex(@"^( ---> [0-9a-f]{12,64}|Remov(ing|ed) intermediate container [0-9a-f]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerEnded();

    [GeneratedRegex(@"^( ---> Using cache|--> Using cache [0-9a-f]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex FromCache();

    [GeneratedRegex(@"^(?: ---> )?\[Warning\] (.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Warning();

    [GeneratedRegex(@"^(?:Successfully built ([0-9a-f]{12,64})|((?:sha256:)?[0-9a-f]{64}))$", RegexOptions.CultureInvariant)]
    private static partial Regex Built();
}
