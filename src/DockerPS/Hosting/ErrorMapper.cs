using System.Management.Automation;
using DockerPS.Engine;
using DockerPS.Engine.Http;

namespace DockerPS.Hosting;

/// <summary>The one place that turns an exception into a PowerShell error: category, stable id, message, target, advice.</summary>
internal static class ErrorMapper
{
    private const string RegistryUnauthorized = "RegistryUnauthorized";

    // For where the registry is not known, as in builds.
    private const string LoginAdvice = "The registry wants a login that may do this: log in with Connect-DockerRegistry, or give -Credential.";

    private static readonly string[] s_registryRefusals =
    [
        "no basic auth credentials",
        "unauthorized:",
        "authentication required",
        "denied: requested access to the resource is denied",
        "incorrect username or password",
        "pull access denied",
        "access forbidden",
        "401 Unauthorized",
    ];

    public static ErrorRecord ToRecord(Exception exception, object? target)
    {
        if (exception is AggregateException { InnerExceptions.Count: 1 } aggregate)
        {
            exception = aggregate.InnerExceptions[0];
        }

        if (exception is IContainsErrorRecord { ErrorRecord: { } own })
        {
            return new ErrorRecord(own, exception);
        }

        (ErrorCategory category, string id) = Classify(exception);
        var record = new ErrorRecord(exception, id, category, target);
        string? advice = (exception as DockerException)?.Advice ?? (id == RegistryUnauthorized ? LoginAdvice : null);
        string message = DisplayText.Safe(exception is DockerApiException api ? MessageIds.Shorten(api.Message, api, target) : exception.Message);
        if (exception is DockerException { Part: { } part })
        {
            message = $"{DisplayText.Safe(part)}: {message}";
        }

        if (exception is DockerException { IsOneOfMany: true, Connection: { } engine })
        {
            message = $"[{engine.Name}] {message}";
        }

        if (!string.IsNullOrEmpty(advice) || message != exception.Message)
        {
            record.ErrorDetails = new ErrorDetails(message) { RecommendedAction = DisplayText.Safe(advice ?? "") };
        }

        return record;
    }

    /// <summary>True where the text is one by which registries refuse a login or a right.</summary>
    public static bool IsRegistryRefusal(string message) =>
        s_registryRefusals.Any(text => message.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static (ErrorCategory Category, string Id) Classify(Exception exception) => exception switch
    {
        SwarmException swarm => (ClassifySwarm(swarm.ErrorId), swarm.ErrorId),
        DockerApiException api => ClassifyStatus(api),
        OperationFailedException failed => ClassifyOperation(failed),
        RegistryException registry => registry.IsRefused || IsRegistryRefusal(registry.Message) ? (ErrorCategory.AuthenticationError, RegistryUnauthorized)
            : registry.IsUnreachable ? (registry.Message.Contains("x509:", StringComparison.Ordinal) ? ErrorCategory.SecurityError : ErrorCategory.ConnectionError, "RegistryUnreachable")
            : (ErrorCategory.NotSpecified, "RegistryFailed"),
        NotSupportedByEngineException => (ErrorCategory.NotImplemented, "NotSupportedByEngine"),
        EngineUnreachableException unreachable => (ClassifyConnect(unreachable.Failure), "EngineUnreachable"),
        EngineTimeoutException or TimeoutException => (ErrorCategory.OperationTimeout, "Timeout"),
        ServiceUpdateException update => (ErrorCategory.InvalidResult, update.ErrorId),
        CommandNotStartedException => (ErrorCategory.ObjectNotFound, "CommandNotStarted"),
        CommandFailedException => (ErrorCategory.InvalidResult, "NonZeroExit"),
        // A client that Disconnect-Docker, or another runspace's, has closed under the call.
        ConnectionLostException or ObjectDisposedException => (ErrorCategory.ConnectionError, "ConnectionLost"),
        ArchiveException archive => (archive.ErrorId == "UnsafeArchive" ? ErrorCategory.SecurityError : ErrorCategory.InvalidData, archive.ErrorId),
        InvalidResponseException => (ErrorCategory.InvalidResult, "InvalidResponse"),
        ResourceNotFoundException missing => (ErrorCategory.ObjectNotFound, NotFoundId(missing.Resource)),
        ContextNotFoundException => (ErrorCategory.ObjectNotFound, "ContextNotFound"),
        DockerConfigurationException => (ErrorCategory.InvalidData, "BadConfiguration"),
        BuildContextException => (ErrorCategory.InvalidData, "BadBuildContext"),
        ComposeException compose => (compose.ErrorId == "ComposeFileNotFound" ? ErrorCategory.ObjectNotFound : ErrorCategory.InvalidData, compose.ErrorId),
        InvalidRequestException invalid => (ErrorCategory.InvalidArgument, invalid.ErrorId),
        UnauthorizedAccessException => (ErrorCategory.PermissionDenied, "AccessDenied"),
        FileNotFoundException or DirectoryNotFoundException => (ErrorCategory.ObjectNotFound, "PathNotFound"),
        IOException => (ErrorCategory.WriteError, "InputOutput"),
        ArgumentException or FormatException => (ErrorCategory.InvalidArgument, "BadParameter"),
        OperationCanceledException => (ErrorCategory.OperationStopped, "Stopped"),
        _ => (ErrorCategory.NotSpecified, exception.GetType().Name),
    };

    private static (ErrorCategory Category, string Id) ClassifyStatus(DockerApiException api)
    {
        // Engines pass a registry's refusal on as 500, 404 or 403, by its text.
        if (api.Resource == ResourceKind.Image && IsRegistryRefusal(api.Message))
        {
            return (ErrorCategory.AuthenticationError, RegistryUnauthorized);
        }

        return api.StatusCode switch
        {
            400 => (ErrorCategory.InvalidArgument, "BadParameter"),
            401 => (ErrorCategory.AuthenticationError, "Unauthorized"),
            403 => (ErrorCategory.PermissionDenied, "Forbidden"),
            404 => (ErrorCategory.ObjectNotFound, NotFoundId(api.Resource)),
            409 => api.IsCreate ? (ErrorCategory.ResourceExists, "NameInUse") : (ErrorCategory.InvalidOperation, "Conflict"),
            405 or 501 => (ErrorCategory.NotImplemented, "NotSupportedByEngine"),
            503 => (ErrorCategory.ResourceUnavailable, "EngineUnavailable"),
            >= 500 => (ErrorCategory.NotSpecified, "EngineError"),
            _ => (ErrorCategory.InvalidOperation, "EngineRefused"),
        };
    }

    private static ErrorCategory ClassifySwarm(string errorId) => errorId switch
    {
        SwarmErrors.ConcurrentChange => ErrorCategory.ResourceBusy,
        "BadUnlockKey" or "SwarmLocked" => ErrorCategory.AuthenticationError,
        "SwarmCertificatesExpired" => ErrorCategory.SecurityError,
        "SwarmJoinPending" => ErrorCategory.OperationTimeout,
        "SwarmWithoutLeader" => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.InvalidOperation,
    };

    // The kind that stands for no particular thing: something of whatever kind was looked for.
    private static string NotFoundId(ResourceKind kind) => (kind == ResourceKind.Engine ? "Object" : kind.ToString()) + "NotFound";

    private static (ErrorCategory Category, string Id) ClassifyOperation(OperationFailedException failed) =>
        // A step that ran has its output in the message, which may tell of any server's refusal.
        failed.Operation != StreamOperation.Load && failed.LastLines.Count == 0 && IsRegistryRefusal(failed.Message)
            ? (ErrorCategory.AuthenticationError, RegistryUnauthorized)
            : (failed.Operation switch
            {
                StreamOperation.Push => ErrorCategory.WriteError,
                StreamOperation.Build => ErrorCategory.InvalidOperation,
                _ => ErrorCategory.ReadError,
            },
            failed.Operation + "Failed");

    private static ErrorCategory ClassifyConnect(ConnectFailure failure) => failure switch
    {
        ConnectFailure.PermissionDenied => ErrorCategory.PermissionDenied,
        ConnectFailure.Tls => ErrorCategory.SecurityError,
        ConnectFailure.Timeout => ErrorCategory.OperationTimeout,
        _ => ErrorCategory.ConnectionError,
    };
}
