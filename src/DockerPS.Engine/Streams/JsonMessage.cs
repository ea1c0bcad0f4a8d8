using System.Text.Json;

namespace DockerPS.Engine.Streams;

/// <summary>One message of the stream that pull, push, build and load answer with.</summary>
internal sealed class JsonMessage
{
    /// <summary>Text of a build's log.</summary>
    public string? Stream { get; init; }

    /// <summary>What is being done; of a layer where <see cref="Id"/> is given.</summary>
    public string? Status { get; init; }

    /// <summary>The layer, the tag, or the kind of the <see cref="Aux"/>.</summary>
    public string? Id { get; init; }

    /// <summary>A progress bar drawn in text.</summary>
    public string? Progress { get; init; }

    public JsonMessageProgress? ProgressDetail { get; init; }

    /// <summary>The error's text, the older form of <see cref="ErrorDetail"/>.</summary>
    public string? Error { get; init; }

    public JsonMessageError? ErrorDetail { get; init; }

    /// <summary>A result for programs: the id of a built image, the digest of a push, a step of BuildKit.</summary>
    public JsonElement? Aux { get; init; }

    /// <summary>True where the message is the error that ended the operation.</summary>
    public bool IsError => ErrorDetail is not null || !string.IsNullOrEmpty(Error);

    /// <summary>Throws where the message is an error: it is the only sign of one, the status was 200 long before.</summary>
    /// <exception cref="OperationFailedException">The message is an error.</exception>
    public void ThrowIfError(StreamOperation operation)
    {
        if (!IsError)
            return;

        string? text = string.IsNullOrWhiteSpace(ErrorDetail?.Message) ? Error : ErrorDetail.Message;
        throw new OperationFailedException(operation, string.IsNullOrWhiteSpace(text) ? "The engine gave no reason." : text.Trim())
        {
            Code = ErrorDetail?.Code,
        };
    }
}
