using System.Globalization;
using System.Text.RegularExpressions;

namespace DockerPS.Engine.Streams.Build.Trace;

/// <summary>A step of BuildKit, as its messages have told it so far.</summary>
internal sealed partial class TraceStep
{
    private readonly Dictionary<string, TraceProgress> _parts = new(StringComparer.Ordinal);
    private TimeSpan _ran;
    private DateTime? _began;
    private DateTime? _ended;
    private bool _wasDone;
    private bool _isTold;

    public TraceStep(TraceVertex vertex)
    {
        Digest = vertex.Digest;
        Step = StepOf(BuildOutput.Clean(vertex.Name).ReplaceLineEndings(" "));
    }

    public string Digest { get; }

    public BuildStep Step { get; }

    /// <summary>The number by which the log calls it; 0 as long as the log has not.</summary>
    public int Number { get; set; }

    /// <summary>What it wrote.</summary>
    public BuildOutput Output { get; } = new();

    /// <summary>True while it runs.</summary>
    public bool IsRunning => _began is not null && _ended is null;

    /// <summary>True once it began.</summary>
    public bool HasBegun => _began is not null;

    /// <summary>True where it has ended, and does not run again.</summary>
    public bool IsDone => _ended is not null;

    /// <summary>The last line that it wrote, while it runs.</summary>
    public string? LastLine { get; set; }

    /// <summary>The parts that are under way.</summary>
    public IEnumerable<TraceProgress> RunningParts => _parts.Values.Where(static part => part.Completed is null);

    /// <summary>Bytes done and to do of all its parts that tell both.</summary>
    public (long Current, long Total) Bytes
    {
        get
        {
            (long current, long total) = (0, 0);
            foreach (TraceProgress part in _parts.Values)
            {
                if (part.Total > 0)
                {
                    current += Math.Clamp(part.Completed is null ? part.Current : part.Total, 0, part.Total);
                    total += part.Total;
                }
            }

            return (current, total);
        }
    }

    /// <summary>Takes the step's new state.</summary>
    /// <returns>True where it ended by this message; of one that runs again only where it fails then.</returns>
    public bool Update(TraceVertex vertex)
    {
        if (vertex.Error.Length > 0)
        {
            Step.Error = ControlCharacters.Replace(vertex.Error.Trim());
        }

        if (vertex.Started is not { } started)
        {
            return false;
        }

        if (started != _began)
        {
            // It runs again: what ran before counts.
            _began = started;
            _ended = null;
        }

        Step.Started ??= started.ToLocalTime();
        if (vertex.Completed is not { } completed || _ended is not null)
        {
            return false;
        }

        _ended = completed;
        _ran += completed > started ? completed - started : TimeSpan.Zero;
        Step.Duration = _ran;
        // Done once and asked for again, it is cached for the engine; for the user it was done.
        Step.IsCached = vertex.IsCached && !_wasDone;
        _wasDone |= !vertex.IsCached;
        bool isNews = !_isTold || vertex.Error.Length > 0;
        _isTold = true;
        return isNews;
    }

    /// <summary>Takes the state of a part.</summary>
    /// <returns>True where it ended by this message.</returns>
    public bool Update(TraceProgress part)
    {
        bool wasDone = _parts.TryGetValue(part.Id, out TraceProgress? before) && before.Completed is not null;
        _parts[part.Id] = part;
        return part.Completed is not null && !wasDone;
    }

    /// <summary>Seconds since the step began.</summary>
    public double SecondsAt(DateTime? time) =>
        time is { } known && Step.Started is { } started ? Math.Max(0, (known.ToLocalTime() - started).TotalSeconds) : 0;

    private static BuildStep StepOf(string name)
    {
        Match match = Instruction().Match(name);
        if (!match.Success)
        {
            return new BuildStep(0, 0, Internal().Replace(name, "")) { Name = name };
        }

        return new BuildStep(Integer(match.Groups["number"]), Integer(match.Groups["total"]), match.Groups["instruction"].Value, match.Groups["stage"].Value)
        {
            Name = name,
            Platform = match.Groups["platform"].Value,
        };
    }

    private static int Integer(Group group) => int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    [GeneratedRegex(@"^\[(?:(?<platform>[a-z0-9]+/[a-z0-9/]+(?:->[a-z0-9/]+)?) )?(?:(?<stage>[^\[\]\s]+) )? *(?<number>\d+)/(?<total>\d+)\] (?<instruction>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Instruction();

    [GeneratedRegex(@"^\[[a-z]+\] ", RegexOptions.CultureInvariant)]
    private static partial Regex Internal();
}
