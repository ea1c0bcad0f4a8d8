using System.Net;
using System.Text;
using DockerPS.Engine;
using DockerPS.Engine.Http;

namespace DockerPS.Tests.Http;

/// <summary>The status of podman's errors, on answers of podman 5.8.</summary>
public sealed class PodmanErrorTests
{
    [Theory]
    [InlineData(400, """{"cause":"invalid argument","message":"container create: running container create option: names must match [a-zA-Z0-9][a-zA-Z0-9_.-]*: invalid argument","response":500}""")]
    [InlineData(400, """{"cause":"normalizing name for compat API: parsing reference \"a b\": invalid reference format","message":"normalizing image: x","response":500}""")]
    [InlineData(400, """{"cause":"invalid signal: NOSUCH","message":"invalid signal: NOSUCH","response":500}""")]
    [InlineData(409, """{"cause":"that name is already in use","message":"container create: creating container storage: x","response":500}""")]
    [InlineData(409, """{"cause":"container state improper","message":"can't pause: container state improper","response":500}""")]
    [InlineData(500, """{"cause":"no space left on device","message":"writing blob: no space left on device","response":500}""")]
    [InlineData(500, """{"message":"invalid argument"}""")]
    [InlineData(500, "invalid argument")]
    public void A_500_is_what_its_cause_says(int expected, string body) => Assert.Equal(expected, StatusOf(HttpStatusCode.InternalServerError, body));

    [Fact]
    public void Any_other_status_is_left_as_it_is() =>
        Assert.Equal(404, StatusOf(HttpStatusCode.NotFound, """{"cause":"invalid argument","message":"x","response":404}"""));

    private static int StatusOf(HttpStatusCode status, string body)
    {
        DockerException error = ErrorAnswer.Create(status, Encoding.UTF8.GetBytes(body), "application/json", new DockerRequest(HttpMethod.Post, "/containers/create"), ApiVersion.Oldest);
        return Assert.IsType<DockerApiException>(error).StatusCode;
    }
}
