using System.Globalization;
using System.Net;

namespace DockerPS.Engine.Http;

/// <summary>Makes the error of an answer whose status is not a success.</summary>
internal static class ErrorAnswer
{
    /// <summary>A status that is neither an error nor what the call can have: a redirect, or no 101 where a raw connection was asked for.</summary>
    public static InvalidResponseException Unexpected(HttpStatusCode status, DockerRequest request, bool upgrade)
    {
        string expected = upgrade ? "a raw connection (101)" : "an answer that can be used";
        return new InvalidResponseException(string.Create(CultureInfo.InvariantCulture, $"{request.Method} {request.Path} was answered with the status {(int)status} instead of {expected}."))
        {
            Advice = "A proxy between here and the engine may answer in its place, or not let the connection be upgraded.",
        };
    }

    public static DockerException Create(HttpStatusCode status, ReadOnlySpan<byte> body, string? mediaType, DockerRequest request, ApiVersion version)
    {
        string what = $"{request.Method} {request.Path}";
        string text = ErrorBody.Read(body, mediaType);
        if (ErrorBody.IsHtml(body, mediaType))
        {
            // Not the engine speaks, so nothing is said about the thing that was asked for.
            return new DockerApiException((int)status, string.Create(CultureInfo.InvariantCulture, $"{what} was answered {(int)status} with a web page: {text}"))
            {
                Advice = "A proxy or another server between here and the engine answers in its place. Check the address and NO_PROXY.",
            };
        }

        if (status == HttpStatusCode.NotFound && text is "page not found" or "Not Found" or "404 page not found")
        {
            return new NotSupportedByEngineException($"The engine has no {what} in API {version}.");
        }

        string message = text.Length != 0 ? text : string.Create(CultureInfo.InvariantCulture, $"The engine answered {what} with the status {(int)status} and no message.");
        var error = new DockerApiException(PodmanError.StatusOf((int)status, ErrorBody.ReadCause(body)), SwarmErrors.WithoutHead(message))
        {
            Resource = request.Resource,
            ResourceName = request.ResourceName,
            IsCreate = request.IsCreate,
        };
        return SwarmErrors.Of(error) ?? error;
    }

    /// <summary>True where the engine refuses the version in the path, as after it was upgraded or replaced.</summary>
    public static bool RefusesVersion(DockerException error) =>
        error is DockerApiException { StatusCode: (int)HttpStatusCode.BadRequest } api
        && api.Message.Contains("client version", StringComparison.Ordinal)
        && (api.Message.Contains("too new", StringComparison.Ordinal) || api.Message.Contains("too old", StringComparison.Ordinal));

    public static NotSupportedByEngineException PinnedVersionRefused(DockerException error, ApiVersion version) =>
        new($"The engine does not speak API {version}, which was asked for: {error.Message}")
        {
            Advice = "Leave -ApiVersion and DOCKER_API_VERSION away to speak the newest version that both sides know.",
        };

    public static NotSupportedByEngineException NoCommonVersion(DockerException error, EngineIdentity identity) =>
        new($"The engine (API {identity.EngineApiVersion}) and DockerPS (API {ApiVersion.Oldest} to {ApiVersion.Newest}) have no version in common: {error.Message}")
        {
            Advice = identity.EngineApiVersion > ApiVersion.Newest ? "Update DockerPS." : "Upgrade the engine.",
        };
}
