using System.Text;
using DockerPS.Engine.Http;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Http;

public sealed class ErrorBodyTests
{
    [Theory]
    [InlineData("""{"message":"No such container: x"}""", "application/json", "No such container: x")]
    [InlineData("""{"message":"  padded\n"}""", "application/json", "padded")]
    [InlineData("""{"cause":"no such image","message":"x: image not known","response":404}""", "application/json", "x: image not known")]
    [InlineData("""{"cause":"only a cause","message":"","response":500}""", "application/json", "only a cause")]
    [InlineData("""{"other":1}""", "application/json", """{"other":1}""")]
    [InlineData("""{"message":"cut of""", "application/json", """{"message":"cut of""")]
    [InlineData("client version 1.20 is too old.\n", "text/plain", "client version 1.20 is too old.")]
    [InlineData("<html><head><title>502 Bad\n Gateway</title></head><body>x</body></html>", "text/html", "502 Bad Gateway")]
    [InlineData("<!DOCTYPE html><style>p{}</style><script>evil()</script><p>Access &amp; <b>denied</b></p>", null, "Access & denied")]
    [InlineData("", null, "")]
    [InlineData("red \u001b[31m alarm \u0007!\rnew\r\nlast", "text/plain", "red \uFFFD[31m alarm \uFFFD!\nnew\nlast")]
    public void Message_is_found(string body, string? type, string message) => Assert.Equal(message, ErrorBody.Read(Encoding.UTF8.GetBytes(body), type));

    [Fact]
    public void Long_text_is_shortened()
    {
        string message = ErrorBody.Read(Encoding.UTF8.GetBytes(new string('x', 60_000)), "text/plain");
        Assert.InRange(message.Length, 1000, 5000);
        Assert.EndsWith("...", message);
    }

    [Fact]
    public async Task Engine_errors_carry_what_the_call_was_about()
    {
        var request = new DockerRequest(HttpMethod.Post, "/containers/create") { Resource = ResourceKind.Container, ResourceName = "web", IsCreate = true };
        DockerApiException error = await Assert.ThrowsAsync<DockerApiException>(() => SendAsync(request, ScriptedServer.Answer(409, """{"message":"in use"}""")));
        Assert.Equal((409, "in use", ResourceKind.Container, "web", true), (error.StatusCode, error.Message, error.Resource, error.ResourceName, error.IsCreate));
    }

    [Fact]
    public async Task A_web_page_says_nothing_about_the_thing()
    {
        var request = new DockerRequest(HttpMethod.Get, "/containers/web/json") { Resource = ResourceKind.Container, ResourceName = "web" };
        DockerApiException error = await Assert.ThrowsAsync<DockerApiException>(() => SendAsync(request, ScriptedServer.Answer(500, "<html><body><h1>Internal Error</h1></body></html>", "text/html")));
        Assert.Equal(ResourceKind.Engine, error.Resource);
        Assert.Contains("Internal Error", error.Message);
        Assert.DoesNotContain("<", error.Message);
    }

    [Fact]
    public async Task An_error_without_a_word_names_the_call()
    {
        DockerApiException error = await Assert.ThrowsAsync<DockerApiException>(() => SendAsync(Clients.Get("/info"), "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"));
        Assert.Contains("GET /info", error.Message);
        Assert.Contains("503", error.Message);
    }

    [Fact]
    public async Task An_error_body_that_breaks_off_leaves_the_status()
    {
        DockerApiException error = await Assert.ThrowsAsync<DockerApiException>(() => SendAsync(Clients.Get("/info"), "HTTP/1.1 500 Error\r\nContent-Length: 100\r\n\r\n{\"mess"));
        Assert.Equal(500, error.StatusCode);
    }

    [Fact]
    public async Task An_endless_error_body_is_not_read_to_its_end()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 500 Error\r\nContent-Type: text/plain\r\n\r\n");
            while (true)
            {
                await connection.SendAsync("word ");
            }
        }));
        using DockerClient client = Clients.For(server);
        DockerApiException error = await Assert.ThrowsAsync<DockerApiException>(() => client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token));
        Assert.StartsWith("word word", error.Message);
    }

    [Theory]
    [InlineData("""{"message":"page not found"}""", "application/json")]
    [InlineData("Not Found\n", "text/plain")]
    public async Task A_route_that_the_engine_lacks_is_not_a_missing_thing(string body, string type)
    {
        var request = new DockerRequest(HttpMethod.Get, "/swarm") { Resource = ResourceKind.Network };
        NotSupportedByEngineException error = await Assert.ThrowsAsync<NotSupportedByEngineException>(() => SendAsync(request, ScriptedServer.Answer(404, body, type)));
        Assert.Contains("GET /swarm", error.Message);
        Assert.Contains("1.41", error.Message);
    }

    private static async Task SendAsync(DockerRequest request, string answer)
    {
        await using var server = ScriptedServer.Unix(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync(ScriptedServer.PingAnswer());
            await connection.ReadHeadAsync();
            await connection.SendAsync(answer);
        });
        using DockerClient client = Clients.For(server);
        await client.SendEmptyAsync(request, TestLimit.Token);
    }
}
