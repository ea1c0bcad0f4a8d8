using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams;

namespace DockerPS.Hosting;

/// <summary>Reads the stream of one pull or push to its end: progress is shown, an error in it is thrown, the result is returned.</summary>
internal static class RegistryTransfer
{
    /// <param name="cmdlet">Shows the progress.</param>
    /// <param name="engine">The engine that pulls or pushes.</param>
    /// <param name="operation">Which of the two.</param>
    /// <param name="image">What is pulled or pushed.</param>
    /// <param name="withLayers">Whether the layers are shown, too.</param>
    /// <param name="open">Sends the request. Closing the connection, as a stop does, stops the engine's work.</param>
    /// <exception cref="OperationFailedException">The engine or the registry refused, before the stream or in it.</exception>
    /// <exception cref="DockerApiException">There is no such image, or the request was wrong.</exception>
    public static async Task<TransferReport> RunAsync(
        EngineCmdlet cmdlet, EngineApi engine, StreamOperation operation, ImageReference image, bool withLayers, Func<Task<DockerResponse>> open)
    {
        string activity = operation == StreamOperation.Push
            ? $"Pushing {image.Familiar} from {engine.Connection.Name}"
            : $"Pulling {image.Familiar} to {engine.Connection.Name}";
        var progress = new TransferProgress(cmdlet.Progress, activity, $"Asking {image.RegistryHost}", withLayers);
        var report = new TransferReport();
        try
        {
            DockerResponse response = await open().ConfigureAwait(false);
            await using (response.ConfigureAwait(false))
            {
                var messages = new JsonSequenceReader<JsonMessage>(response.Body, StreamJsonContext.Default.JsonMessage);
                await foreach (JsonMessage message in messages.ReadAllAsync(cmdlet.StopToken).ConfigureAwait(false))
                {
                    message.ThrowIfError(operation);
                    report.Add(message);
                    progress.Add(message);
                }

                return report;
            }
        }
        catch (DockerApiException refused) when (refused.StatusCode >= 500 || ErrorMapper.IsRegistryRefusal(refused.Message) || IsOfAnotherPlatform(refused.Message))
        {
            // What the engine met at the registry comes before the stream as a status, and in the stream as a message.
            throw Failed(operation, image, refused.Message);
        }
        catch (OperationFailedException failed)
        {
            throw Failed(operation, image, failed.Message, failed.Code, report.IsContentMissing);
        }
        finally
        {
            progress.Complete();
        }
    }

    // The engine's own words often name the registry only: of several images the user must know which.
    private static OperationFailedException Failed(StreamOperation operation, ImageReference image, string message, int? code = null, bool isContentMissing = false) =>
        new(operation, $"'{image.Familiar}' could not be {(operation == StreamOperation.Push ? "pushed" : "pulled")}: {message}")
        {
            Code = code,
            Advice = isContentMissing
                ? "The image is made for several platforms, which are not all on the engine: pull them first, or push one with -Platform."
                : IsOfAnotherPlatform(message)
                    ? $"Give -Platform one that the image is made for: Get-ImageManifest {image.Familiar} lists them."
                    : RegistryAnswer.AdviceOn(message, image.RegistryHost),
        };

    private static bool IsOfAnotherPlatform(string message) =>
        message.Contains("no matching manifest for", StringComparison.Ordinal) || message.Contains("does not match the specified platform", StringComparison.Ordinal);
}
