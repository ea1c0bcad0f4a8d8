using System.Globalization;
using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration.Values;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams;
using DockerPS.Hosting;
using DockerPS.Hosting.Output;

namespace DockerPS.Commands;

/// <summary>Gets the log of containers.</summary>
/// <remarks>
/// <para>Returns what containers wrote to standard output and standard error, line by line as it comes; the lines of several containers come
/// merged. Each line is a string that carries the properties Timestamp, Stream (stdout or stderr), Container and Connection.
/// The twin of docker logs (GET /containers/{id}/logs).</para>
/// <para>-AsObject returns objects for CSV and JSON instead, -Raw bare strings, -AsByteStream and -OutFile the bytes as they are.</para>
/// <para>A log that its container's log driver cannot give back is an error of the engine.</para>
/// </remarks>
/// <example>
/// <title>Read the last lines</title>
/// <code>Get-ContainerLog web -Tail 20</code>
/// <para>Returns the last 20 lines of the container web.</para>
/// </example>
/// <example>
/// <title>Follow several containers</title>
/// <code>Get-Container web* | Get-ContainerLog -Follow -Since 10m | Where-Object { $_ -match 'error' } | ForEach-Object { "$($_.Container): $_" }</code>
/// <para>Shows the errors of the last ten minutes and those to come, with the name of the container, until Ctrl+C.</para>
/// </example>
/// <example>
/// <title>Save the standard error of an hour as CSV</title>
/// <code>Get-ContainerLog web -Since 1h -AsObject | Where-Object Stream -eq stderr | Export-Csv errors.csv</code>
/// <para>Each entry has a Timestamp, Stream, Container and Message.</para>
/// </example>
/// <example>
/// <title>Save a log as it is</title>
/// <code>Get-ContainerLog web -OutFile web.log</code>
/// <para>Writes the bytes of the log to a file. It takes its place when it is whole.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "ContainerLog", DefaultParameterSetName = NameSet)]
[OutputType(typeof(string), typeof(ContainerLogEntry), typeof(byte[]))]
public sealed class GetContainerLogCommand : ContainerTargetCmdlet
{
    private const int FiniteLogsAtOnce = 16;

    private string _tail = "all";
    private string? _path;
    private OutputFile? _file;
    private int _failures;
    private bool _hasContainer;

    /// <summary>Goes on with what the containers write from now on, until they end or the command is stopped.</summary>
    [Parameter]
    [Alias("f")]
    public SwitchParameter Follow { get; set; }

    /// <summary>Only the last lines: their number, or all (the default).</summary>
    [Parameter]
    [Alias("n")]
    [ValidateNotNullOrEmpty]
    public string? Tail { get; set; }

    /// <summary>Only lines since this time: a time, a duration back from now such as 10m, seconds since 1970, or RFC 3339.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTime? Since { get; set; }

    /// <summary>Only lines until this time, in the forms of -Since.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTime? Until { get; set; }

    /// <summary>Begins each line with its time, as the engine writes it: RFC 3339 in UTC with nanoseconds.</summary>
    [Parameter]
    [Alias("Timestamp", "t")]
    public SwitchParameter Timestamps { get; set; }

    /// <summary>Begins each line with the labels and variables that the container's log options name.</summary>
    [Parameter]
    [Alias("Details")]
    public SwitchParameter Detail { get; set; }

    /// <summary>Returns objects with Timestamp, Stream, Container and Message instead of strings.</summary>
    [Parameter]
    public SwitchParameter AsObject { get; set; }

    /// <summary>Returns bare strings, without properties.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>Writes the bytes of the log to this file, one container's after the other's; with -Follow of one container only.
    /// An existing file is replaced when all is there, with -Follow at once.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Returns the bytes of the log as byte[] chunks, one container's after the other's; with -Follow of one container only.</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>What has no end is not throttled, or the next would never begin; bytes of several containers are not mixed.</summary>
    internal override int? WorkLimit => IsBytes ? 1 : Follow ? null : FiniteLogsAtOnce;

    private bool IsBytes => AsByteStream || OutFile is not null;

    private protected override void OnBegin()
    {
        base.OnBegin();
        _path = OutFile is null ? null : FilePath.Of(this, OutFile);
    }

    private protected override Task BeginAsync()
    {
        if ((AsObject ? 1 : 0) + (Raw ? 1 : 0) + (AsByteStream ? 1 : 0) + (_path is null ? 0 : 1) > 1)
        {
            throw new InvalidRequestException("OutputConflict", "Only one of -AsObject, -Raw, -OutFile and -AsByteStream may be given.");
        }

        _tail = ReadTail(Tail);
        return Task.CompletedTask;
    }

    private protected override async Task ProcessAsync()
    {
        await foreach (ResolvedContainer container in ResolveAsync().ConfigureAwait(false))
        {
            if (IsBytes && Follow && _hasContainer)
            {
                throw new InvalidRequestException("TooManyContainers", "The bytes of several containers cannot be followed as one stream: name one container, or leave -Follow out.");
            }

            _hasContainer = true;
            await QueueAsync(() => ReadGuardedAsync(container)).ConfigureAwait(false);
        }
    }

    private protected override async Task CompleteAsync()
    {
        if (_file is not null && _failures == 0)
        {
            await _file.CommitAsync().ConfigureAwait(false);
        }
    }

    private async Task ReadGuardedAsync(ResolvedContainer container)
    {
        if (!await GuardAsync(container.Engine.Connection, container.Target, () => ReadAsync(container)).ConfigureAwait(false))
        {
            Interlocked.Increment(ref _failures);
        }
    }

    private async Task ReadAsync(ResolvedContainer container)
    {
        bool carriesTime = !IsBytes && !Raw;
        QueryString query = new QueryString()
            .Add("stdout", true)
            .Add("stderr", true)
            .Add("follow", Follow)
            .Add("tail", _tail)
            .Add("since", Since is DateTime since ? TimeText.ToUnix(since) : null)
            .Add("until", Until is DateTime until ? TimeText.ToUnix(until) : null)
            .Add("timestamps", Timestamps || carriesTime)
            .Add("details", Detail);
        DockerResponse response = await container.Engine.Containers.OpenLogsAsync(container.Id, query, StopToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            bool isTty = await TtyProbe.IsTtyAsync(container.Engine, container.Id, response.ContentType, StopToken).ConfigureAwait(false);
            OutputReader reader = OutputReader.Create(response.Body, isTty);
            if (IsBytes)
            {
                await CopyBytesAsync(reader).ConfigureAwait(false);
                return;
            }

            var form = new LogLines(container);
            await WriteLinesAsync(
                new OutputLineReader(reader, carriesTime, keepTimestamps: Timestamps && !AsObject),
                AsObject ? form.Entry : Raw ? LogLines.Bare : form.Decorated).ConfigureAwait(false);
        }
    }

    private async Task WriteLinesAsync(OutputLineReader lines, Func<OutputLine, object> form)
    {
        var batch = new LogBatch<OutputLine>(this, form);
        await using (batch.ConfigureAwait(false))
        {
            while (await batch.NextAsync(lines.ReadAsync(StopToken)).ConfigureAwait(false))
            {
                batch.Add(lines.Current);
            }
        }
    }

    private async Task CopyBytesAsync(OutputReader reader)
    {
        // A log is data, of whichever stream.
        var options = new OutputOptions { StandardError = StandardErrorAction.Output, AsByteStream = AsByteStream };
        if (_path is null)
        {
            await new ByteStreamCommandOutput(this, options, new StandardErrorWriter(this, options.StandardError, "", "")).ReadAsync(reader, StopToken).ConfigureAwait(false);
            return;
        }

        await reader.CopyToAsync(OpenFile(_path).Stream, OpenFile(_path).Stream, StopToken).ConfigureAwait(false);
    }

    private OutputFile OpenFile(string path)
    {
        if (_file is null)
        {
            _file = OutputFile.Create(path, inPlace: Follow);
            OnDispose(_ => _file.DisposeAsync().AsTask(), TimeSpan.FromSeconds(5));
        }

        return _file;
    }

    private static string ReadTail(string? tail)
    {
        if (tail is null || tail.Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            return "all";
        }

        return uint.TryParse(tail, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? tail
            : throw new InvalidRequestException("BadParameter", $"-Tail takes a number of lines or 'all', not '{tail}'.");
    }
}
