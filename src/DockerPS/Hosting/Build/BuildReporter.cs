using System.Globalization;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Hosting;

/// <summary>Tells the cmdlet's streams how a build goes: the log, the warnings, what was sent.</summary>
/// <param name="cmdlet">The cmdlet whose streams are written to.</param>
/// <param name="connection">The engine.</param>
/// <param name="request">What is built.</param>
/// <param name="source">The name on the information records: the cmdlet's.</param>
internal sealed class BuildReporter(DockerCmdlet cmdlet, DockerConnection connection, BuildRequest request, string source)
{
    private readonly string _mark = request.IsOneOfMany ? $"[{connection.Name}] " : "";
    private readonly List<string> _warnings = [];

    /// <summary>The builder's warnings.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    public string Activity => $"Building {request.Display} on {connection.Name}";

    /// <summary>Reads a build's messages to their end.</summary>
    /// <param name="response">The answer of POST /build.</param>
    /// <param name="log">Makes lines of them.</param>
    /// <param name="changed">Told after each.</param>
    /// <exception cref="OperationFailedException">A message is the error that ended the build.</exception>
    public async Task ReadAsync(DockerResponse response, IBuildLog log, Action changed)
    {
        var messages = new JsonSequenceReader<JsonMessage>(response.Body, StreamJsonContext.Default.JsonMessage);
        await foreach (JsonMessage message in messages.ReadAllAsync(cmdlet.StopToken).ConfigureAwait(false))
        {
            await WriteAsync(log.Read(message)).ConfigureAwait(false);
            changed();
        }

        await WriteAsync(log.Complete()).ConfigureAwait(false);
    }

    /// <summary>Writes lines where they belong.</summary>
    public async Task WriteAsync(IReadOnlyList<BuildLogEntry> entries)
    {
        foreach (BuildLogEntry entry in entries)
        {
            if (entry.IsWarning)
            {
                _warnings.Add(entry.Text);
                await WarnAsync(entry.Text).ConfigureAwait(false);
            }
            else if (request.Options.ShowLog)
            {
                await cmdlet.InformAsync(_mark + entry.Text, source).ConfigureAwait(false);
            }
        }
    }

    public Task WarnAsync(string text) => cmdlet.WarnAsync(_mark + text).AsTask();

    /// <summary>Warns where what goes along with the build could be read by others on the way.</summary>
    public Task WarnOfReadersAsync(string what) => connection.IsReadableOnTheWay
        ? WarnAsync($"{what} go to '{connection.Name}' over plain TCP: everyone on the way can read them. Use TLS or ssh.")
        : Task.CompletedTask;

    public async Task TellWhatWasSentAsync(ArchiveProgress sent)
    {
        if (sent.Bytes > 0)
        {
            string entries = sent.Files > 0 ? string.Create(CultureInfo.InvariantCulture, $", {sent.Files} entries") : "";
            await cmdlet.VerboseAsync($"{_mark}Sent the build context to {connection.Name}: {ViewText.Size(sent.Bytes)}{entries}.").ConfigureAwait(false);
        }
    }
}
