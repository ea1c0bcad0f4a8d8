using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that put something into a swarm: secrets and configs. It comes from a file, a parameter or the pipeline, and is sent once
/// all of it is there.</summary>
public abstract class ContentCmdlet : EngineCmdlet
{
    internal const string ValueSet = "Value";
    internal const string PathSet = "Path";
    internal const string LiteralPathSet = "LiteralPath";

    private readonly ContentCollector _collector = new();
    private string? _file;
    private JsonObject _labels = [];

    private protected ContentCmdlet()
    {
    }

    /// <summary>The new one's name: letters, digits, '.', '_' and '-', 64 at most.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>What is in it: a SecureString, bytes, a text (as UTF-8) or a FileInfo. Several texts are lines; bytes that are piped in are put together.
    /// A text on the command line is kept in the shell's history.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ValueSet)]
    public object? Value { get; set; }

    /// <summary>The file with what is in it, byte for byte. A wildcard has to stand for one file.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>As -Path, taken literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>Labels: 'name=value', or a hashtable.</summary>
    [Parameter]
    [Alias("l")]
    public object[]? Label { get; set; }

    /// <summary>Takes what is in it for a template, which each task fills in: golang is the driver that swarms have.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TemplateDriver { get; set; }

    /// <summary>What is made: "secret".</summary>
    private protected abstract string Noun { get; }

    /// <summary>The engine takes fewer bytes than this.</summary>
    private protected abstract int Limit { get; }

    /// <summary>True where nothing is to be in it, as somebody else has it.</summary>
    private protected virtual bool IsElsewhere => false;

    /// <summary>Makes it at one manager, and writes it.</summary>
    private protected abstract Task CreateAsync(EngineApi engine, JsonObject spec, ReadOnlyMemory<byte> data);

    private protected override void OnBegin()
    {
        base.OnBegin();
        if (Name.StartsWith('-'))
        {
            throw CommandWords.DashError(this, $"a {Noun}", Name);
        }

        _labels = KeyValueText.ToJson(Label, "-Label");
        _file = LiteralPath is not null ? FilePath.Of(this, LiteralPath) : Path is not null ? FilePath.OfOne(this, Path) : null;
        _collector.Limit = Limit;
    }

    private protected override bool TryProcess()
    {
        if (ParameterSetName == ValueSet && Value is not null)
        {
            _collector.Add(Value);
        }

        return true;
    }

    /// <inheritdoc/>
    private protected override async Task EndAsync()
    {
        ReadOnlyMemory<byte> data = _file is null ? _collector.ToBytes() : await ContentCollector.ReadFileAsync(_file, Limit, StopToken).ConfigureAwait(false);
        CheckSize(data.Length);
        var spec = new JsonObject { [nameof(Name)] = Name, ["Labels"] = _labels };
        if (TemplateDriver is not null)
        {
            spec["Templating"] = new JsonObject { [nameof(Name)] = TemplateDriver };
        }

        await ForEachEngineAsync(async engine =>
        {
            if (await ShouldProcessAsync($"{Name} on {engine.Connection.Name}", $"Create {Noun}").ConfigureAwait(false))
            {
                // An engine that is down ends the command where it is the only one; what it refuses does not.
                await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
                await GuardAsync(engine.Connection, Name, () => CreateAsync(engine, (JsonObject)spec.DeepClone(), data)).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    private void CheckSize(int length)
    {
        if (IsElsewhere)
        {
            if (length > 0 || _file is not null)
            {
                throw new InvalidRequestException("BadParameter", $"What is in a {Noun} of a driver comes from the driver: nothing may be given beside it.");
            }
        }
        else if (length == 0)
        {
            throw new InvalidRequestException("NoContent", $"There is nothing to put into the {Noun} '{Name}'.")
            {
                Advice = "Give -Path, -Value, or pipe it in.",
            };
        }
        else if (length >= Limit)
        {
            throw ContentCollector.TooLarge(Limit);
        }
    }
}
