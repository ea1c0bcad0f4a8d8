using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams;
using DockerPS.Engine.Streams.Tar;
using DockerPS.Hosting.Files;

namespace DockerPS.Hosting;

/// <summary>Brings one archive to one engine: the images in it, or its files as an image.</summary>
internal sealed class ImageImport(DockerCmdlet cmdlet, EngineApi engine, ImportSource source)
{
    // Sending takes longer than what the engine does then, where it tells of that at all.
    private const double SendingShare = 0.7;

    private readonly Dictionary<string, long> _layers = new(StringComparer.Ordinal);

    /// <summary>Takes the images out of the archive, with their references.</summary>
    /// <param name="platforms">Only these; empty is all that are there.</param>
    /// <returns>The images, one for each reference.</returns>
    /// <exception cref="OperationFailedException">The engine cannot read the archive.</exception>
    public async Task<IReadOnlyList<ImageDetail>> LoadAsync(IReadOnlyList<string> platforms)
    {
        var report = new LoadReport();
        await RunAsync(StreamOperation.Load, content => engine.Images.OpenLoadAsync(platforms, content!, cmdlet.StopToken), report.Add).ConfigureAwait(false);
        report.Complete();
        foreach (string note in report.Notes)
        {
            await cmdlet.WarnAsync($"{source.Display} on {engine.Connection.Name}: {note}").ConfigureAwait(false);
        }

        if (report.Images.Count == 0)
        {
            await cmdlet.WarnAsync($"{source.Display}: {engine.Connection.Name} has found no images in it.").ConfigureAwait(false);
        }

        List<ImageDetail> images = [];
        foreach ((string name, bool isId) in report.Images)
        {
            string reference = isId ? name : ImageReference.Shorten(name);
            images.Add(await engine.Images.InspectAsync(reference, isId ? null : reference, cmdlet.StopToken).ConfigureAwait(false));
        }

        return images;
    }

    /// <summary>Makes an image of the archive's files.</summary>
    /// <param name="references">Its names; none where it is to have none.</param>
    /// <param name="message">Its comment.</param>
    /// <param name="changes">Instructions that change what containers of it begin with.</param>
    /// <param name="platform">Its platform; null is the engine's own.</param>
    /// <exception cref="OperationFailedException">The engine cannot read the archive.</exception>
    public async Task<ImageDetail> ImportAsync(IReadOnlyList<ImageReference> references, string? message, IReadOnlyList<string> changes, string? platform)
    {
        ImageReference? first = references.Count > 0 ? references[0] : null;
        string? id = null;
        QueryString query = new QueryString().Add("repo", first?.FamiliarName).Add("tag", first?.Tag).Add("message", message).Add("platform", platform);
        foreach (string change in changes)
        {
            query.Add("changes", change);
        }

        await RunAsync(
            StreamOperation.Import,
            content => engine.Images.OpenImportAsync(source.Url, query, content, cmdlet.StopToken),
            told => id = told.Status?.StartsWith("sha256:", StringComparison.Ordinal) == true ? told.Status.Trim() : id).ConfigureAwait(false);
        if (id is null)
        {
            throw new InvalidResponseException("The engine ended the import without an image and without an error.");
        }

        foreach (ImageReference reference in references.Skip(1))
        {
            await cmdlet.ChangeAsync(token => engine.Images.TagAsync(id, reference.FamiliarName, reference.Tag!, token)).ConfigureAwait(false);
        }

        return await engine.Images.InspectAsync(first?.Familiar ?? id, first?.Familiar, cmdlet.StopToken).ConfigureAwait(false);
    }

    private async Task RunAsync(StreamOperation operation, Func<Func<HttpContent>?, Task<DockerResponse>> open, Action<JsonMessage> read)
    {
        foreach (string warning in source.Warnings)
        {
            await cmdlet.WarnAsync(warning).ConfigureAwait(false);
        }

        using var bar = new CopyBar(cmdlet.Progress, $"Importing {source.Label} to {engine.Connection.Name}", share: source.Url is null ? SendingShare : 0);
        bar.Report(new ArchiveProgress(0, null, 0, null));
        try
        {
            DockerResponse response = await open(source.SendAsync is null ? null : () => new ArchiveContent((stream, token) => SendAsync(stream, bar, token))).ConfigureAwait(false);
            await using (response.ConfigureAwait(false))
            {
                var messages = new JsonSequenceReader<JsonMessage>(response.Body, StreamJsonContext.Default.JsonMessage);
                await foreach (JsonMessage message in messages.ReadAllAsync(cmdlet.StopToken).ConfigureAwait(false))
                {
                    message.ThrowIfError(operation);
                    read(message);
                    Show(bar, message);
                }
            }
        }
        catch (DockerApiException refused) when (refused.StatusCode >= 500)
        {
            throw Failed(operation, refused.Message);
        }
        catch (OperationFailedException failed)
        {
            throw Failed(operation, failed.Message, failed.Code);
        }

        await cmdlet.VerboseAsync($"Imported {source.Display} to {engine.Connection.Name}: {ViewText.Size(bar.State.Bytes)} sent.").ConfigureAwait(false);
    }

    private async Task SendAsync(Stream stream, CopyBar bar, CancellationToken cancellationToken)
    {
        await source.SendAsync!(stream, bar, cancellationToken).ConfigureAwait(false);

        // The engine first unpacks all, and tells nothing of it.
        bar.ReportRest($"{ViewText.Size(bar.State.Bytes)} sent, the engine unpacks it", 0, isFirst: true);
    }

    private void Show(CopyBar bar, JsonMessage message)
    {
        if (message.Status is not { Length: > 0 } status || message.ProgressDetail is not { Current: long current and > 0 } progress)
        {
            return;
        }

        string of = progress.Total > 0 ? $" of {ViewText.Size(progress.Total)}" : "";
        string text = $"{status} {message.Id}".TrimEnd() + $": {ViewText.Size(current)}{of}";
        if (source.Url is not null)
        {
            bar.ReportRest(text, progress.Total > 0 ? (double)current / progress.Total.Value : null);
            return;
        }

        // Layers are nearly all that is in an archive.
        _layers[message.Id ?? ""] = current;
        bar.ReportRest(text, bar.State.Bytes > 0 ? (double)_layers.Values.Sum() / bar.State.Bytes : null);
    }

    private OperationFailedException Failed(StreamOperation operation, string message, int? code = null) =>
        new(operation, $"{source.Display} could not be imported: {message}")
        {
            Code = code,
            Advice = operation == StreamOperation.Load && IsNoImageArchive(message)
                ? "It seems to be an archive of files, not one of images as Export-Image and docker save write it. -RootFileSystem makes an image of files."
                : null,
        };

    // The words of three generations of engines, and of podman.
    private static bool IsNoImageArchive(string message) =>
        message.Contains("manifest.json", StringComparison.Ordinal)
        || message.Contains("unrecognized image format", StringComparison.Ordinal)
        || message.Contains("does not match any of the supported image formats", StringComparison.Ordinal)
        || (message.Contains("docker-import-", StringComparison.Ordinal) && message.Contains("no such file", StringComparison.Ordinal));
}
