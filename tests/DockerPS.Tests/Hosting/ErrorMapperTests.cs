using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Tests.Hosting;

public sealed class ErrorMapperTests
{
    [Theory]
    [InlineData(400, ErrorCategory.InvalidArgument, "BadParameter")]
    [InlineData(401, ErrorCategory.AuthenticationError, "Unauthorized")]
    [InlineData(403, ErrorCategory.PermissionDenied, "Forbidden")]
    [InlineData(404, ErrorCategory.ObjectNotFound, "ContainerNotFound")]
    [InlineData(405, ErrorCategory.NotImplemented, "NotSupportedByEngine")]
    [InlineData(409, ErrorCategory.InvalidOperation, "Conflict")]
    [InlineData(418, ErrorCategory.InvalidOperation, "EngineRefused")]
    [InlineData(500, ErrorCategory.NotSpecified, "EngineError")]
    [InlineData(501, ErrorCategory.NotImplemented, "NotSupportedByEngine")]
    [InlineData(503, ErrorCategory.ResourceUnavailable, "EngineUnavailable")]
    [InlineData(599, ErrorCategory.NotSpecified, "EngineError")]
    public void A_status_has_its_category_and_id(int status, ErrorCategory category, string id) =>
        AssertRecord(new DockerApiException(status, "no") { Resource = ResourceKind.Container }, category, id);

    [Theory]
    [InlineData(ResourceKind.Engine, "ObjectNotFound")]
    [InlineData(ResourceKind.Image, "ImageNotFound")]
    [InlineData(ResourceKind.Network, "NetworkNotFound")]
    [InlineData(ResourceKind.Volume, "VolumeNotFound")]
    [InlineData(ResourceKind.Exec, "ExecNotFound")]
    public void What_is_not_found_is_named_after_the_call(ResourceKind kind, string id) =>
        AssertRecord(new DockerApiException(404, "no") { Resource = kind }, ErrorCategory.ObjectNotFound, id);

    [Fact]
    public void A_conflict_on_create_is_a_name_in_use() =>
        AssertRecord(new DockerApiException(409, "no") { IsCreate = true }, ErrorCategory.ResourceExists, "NameInUse");

    [Theory]
    [InlineData(500, "Head http://r/v2/x: no basic auth credentials")]
    [InlineData(404, "pull access denied for x, repository does not exist or may require 'docker login'")]
    [InlineData(500, "unauthorized: authentication required")]
    [InlineData(403, "denied: requested access to the resource is denied")]
    public void A_registrys_refusal_is_known_by_its_text(int status, string message)
    {
        AssertRecord(new DockerApiException(status, message) { Resource = ResourceKind.Image }, ErrorCategory.AuthenticationError, "RegistryUnauthorized");
        AssertRecord(new OperationFailedException(StreamOperation.Pull, message), ErrorCategory.AuthenticationError, "RegistryUnauthorized");
        Assert.NotEqual("RegistryUnauthorized", ErrorMapper.ToRecord(new DockerApiException(status, message) { Resource = ResourceKind.Container }, null).FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData(StreamOperation.Pull, ErrorCategory.ReadError, "PullFailed")]
    [InlineData(StreamOperation.Push, ErrorCategory.WriteError, "PushFailed")]
    [InlineData(StreamOperation.Build, ErrorCategory.InvalidOperation, "BuildFailed")]
    [InlineData(StreamOperation.Load, ErrorCategory.ReadError, "LoadFailed")]
    public void An_error_inside_a_stream_is_named_after_its_operation(StreamOperation operation, ErrorCategory category, string id) =>
        AssertRecord(new OperationFailedException(operation, "it broke"), category, id);

    [Theory]
    [InlineData(ConnectFailure.Refused, ErrorCategory.ConnectionError)]
    [InlineData(ConnectFailure.NotFound, ErrorCategory.ConnectionError)]
    [InlineData(ConnectFailure.HostUnreachable, ErrorCategory.ConnectionError)]
    [InlineData(ConnectFailure.NotAnEngine, ErrorCategory.ConnectionError)]
    [InlineData(ConnectFailure.Ssh, ErrorCategory.ConnectionError)]
    [InlineData(ConnectFailure.Other, ErrorCategory.ConnectionError)]
    [InlineData(ConnectFailure.PermissionDenied, ErrorCategory.PermissionDenied)]
    [InlineData(ConnectFailure.Tls, ErrorCategory.SecurityError)]
    [InlineData(ConnectFailure.Timeout, ErrorCategory.OperationTimeout)]
    public void An_engine_out_of_reach_has_one_id(ConnectFailure failure, ErrorCategory category) =>
        AssertRecord(new EngineUnreachableException("unix:///x", failure, "no"), category, "EngineUnreachable");

    public static TheoryData<Exception, ErrorCategory, string> Others => new()
    {
        { new NotSupportedByEngineException("no"), ErrorCategory.NotImplemented, "NotSupportedByEngine" },
        { new EngineTimeoutException("the answer", TimeSpan.FromSeconds(1), "no"), ErrorCategory.OperationTimeout, "Timeout" },
        { new TimeoutException("no"), ErrorCategory.OperationTimeout, "Timeout" },
        { new ConnectionLostException("no"), ErrorCategory.ConnectionError, "ConnectionLost" },
        { new InvalidResponseException("no"), ErrorCategory.InvalidResult, "InvalidResponse" },
        { new ResourceNotFoundException(ResourceKind.Image, "no"), ErrorCategory.ObjectNotFound, "ImageNotFound" },
        { new ContextNotFoundException("x", "no"), ErrorCategory.ObjectNotFound, "ContextNotFound" },
        { new DockerConfigurationException("no"), ErrorCategory.InvalidData, "BadConfiguration" },
        { new InvalidRequestException("BadToy", "no"), ErrorCategory.InvalidArgument, "BadToy" },
        { new UnauthorizedAccessException("no"), ErrorCategory.PermissionDenied, "AccessDenied" },
        { new FileNotFoundException("no"), ErrorCategory.ObjectNotFound, "PathNotFound" },
        { new DirectoryNotFoundException("no"), ErrorCategory.ObjectNotFound, "PathNotFound" },
        { new IOException("no"), ErrorCategory.WriteError, "InputOutput" },
        { new FormatException("no"), ErrorCategory.InvalidArgument, "BadParameter" },
        { new AggregateException(new TimeoutException("no")), ErrorCategory.OperationTimeout, "Timeout" },
        { new InvalidTimeZoneException("no"), ErrorCategory.NotSpecified, "InvalidTimeZoneException" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Every_other_exception_has_its_category_and_id(Exception exception, ErrorCategory category, string id) =>
        AssertRecord(exception, category, id);

    [Fact]
    public void An_error_record_that_is_there_already_is_kept()
    {
        ItemNotFoundException own = new("no such path");
        Assert.Equal(own.ErrorRecord.FullyQualifiedErrorId, ErrorMapper.ToRecord(own, null).FullyQualifiedErrorId);
    }

    [Fact]
    public void Advice_stands_beside_the_message()
    {
        ErrorRecord record = ErrorMapper.ToRecord(new InvalidRequestException("BadToy", "It is broken.\u001b[2J") { Advice = "Glue it." }, "toy");
        Assert.Equal("Glue it.", record.ErrorDetails!.RecommendedAction);
        Assert.Equal("It is broken.\uFFFD[2J", record.ErrorDetails.Message);
    }

    [Fact]
    public void No_error_steers_the_terminal()
    {
        Assert.Equal("no\uFFFD[2J", new OperationFailedException(StreamOperation.Pull, "no\u001b[2J").Message);
        Assert.Equal("no\uFFFD[2J", ErrorMapper.ToRecord(new IOException("no\u001b[2J"), null).ToString());
    }

    private static void AssertRecord(Exception exception, ErrorCategory category, string id)
    {
        ErrorRecord record = ErrorMapper.ToRecord(exception, "target");
        Assert.Equal((category, id, (object)"target"), (record.CategoryInfo.Category, record.FullyQualifiedErrorId, record.TargetObject));
        Assert.Equal((exception as AggregateException)?.InnerException ?? exception, record.Exception);
    }
}
