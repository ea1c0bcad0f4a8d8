using System.Management.Automation;
using System.Security;
using System.Text;
using System.Text.Json.Nodes;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Images;

/// <summary>Find-Image on scripted engines, and on a real one with an index of its own.</summary>
public sealed class FindImageTests
{
    private const string Found = """
        [{"name":"redis","description":"Fast\u001b[2J","star_count":12000,"is_official":true,"is_automated":false,"tomorrow":1},{"name":"me/redis","description":null,"star_count":2}]
        """;

    [Fact]
    public async Task Results_are_read_and_options_are_sent()
    {
        await using ScriptedImages engine = new ScriptedImages().On("GET /images/search", 200, Found);
        CmdletResult result = engine.Run("Find-Image").With(new { Term = "red is", Limit = 7, Official = true, MinimumStars = 3, Filter = "x=y" }).Run().AssertNoErrors();
        ImageSearchResult[] found = [.. result.OutputAs<ImageSearchResult>()];
        Assert.Equal(["""GET /images/search?term=red is&limit=7&filters={"is-official":["true"],"stars":["3"],"x":["y"]}"""], engine.Requests);
        Assert.Equal(("redis", "redis", "docker.io", 12000L, true), (found[0].Name, found[0].Reference, found[0].Registry, found[0].Stars, found[0].IsOfficial));
        Assert.Equal(1L, found[0].AdditionalProperties["tomorrow"]);
        Assert.Equal(("me/redis", ""), (found[1].ToString(), found[1].Description));
    }

    [Theory]
    [InlineData("r.example:5000/red", "r.example:5000", "r.example:5000/redis")]
    [InlineData("localhost/red", "localhost", "localhost/redis")]
    [InlineData("me/red", "docker.io", "redis")]
    public async Task What_is_found_has_the_registry_in_its_reference(string term, string registry, string reference)
    {
        await using ScriptedImages engine = new ScriptedImages().On("GET /images/search", 200, Found);
        CmdletRunner find = engine.Run("Find-Image").With(new { Term = term, Credential = Credential("pw") });
        ImageSearchResult found = find.Run().AssertNoErrors().OutputAs<ImageSearchResult>().First();
        Assert.Equal((registry, reference), (found.Registry, found.Reference));
        Assert.Contains("\"pw\"", AuthOf(engine.HeadOf("GET /images/search")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_found_is_pulled_by_the_engine_that_has_searched()
    {
        await using ScriptedImages engine = new ScriptedImages()
            .On("GET /images/search", 200, Found)
            .On("POST /images/create", 200, """{"status":"Pulling from library/redis","id":"latest"}""")
            .With((ScriptedImages.IdOf('1'), ["redis:latest"]));
        object found = engine.Run("Find-Image").With("Term", "redis").First(1).Run().Output[0]!;
        Assert.Equal("redis:latest", Assert.Single(CmdletRunner.Create("Receive-Image").Input(found).Run().AssertNoErrors().OutputAs<ImageDetail>()).Reference);
        Assert.Contains("POST /images/create?fromImage=redis&tag=latest", engine.Requests);
        // Elsewhere where that is said.
        await using ScriptedImages other = new ScriptedImages().On("POST /images/create", 500, """{"message":"here"}""");
        Assert.Contains("here", Assert.Single(other.Run("Receive-Image").Input(found).Run().Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "Unexpected status code 401 Unauthorized", "RegistryUnauthorized", "-Credential")]
    [InlineData(500, "Get \\\"https://r:5/v1/_ping\\\": dial tcp 10.0.0.1:5: connect: connection refused", "RegistryUnreachable", null)]
    [InlineData(500, "invalid registry endpoint https://r:5/v1/: tls: first record does not look like a TLS handshake", "RegistryUnreachable", "insecure-registries")]
    [InlineData(400, "invalid registry endpoint \\\"http://r:5/v1/\\\": dial tcp: lookup r: no such host", "RegistryUnreachable", null)]
    [InlineData(500, "Unexpected status code 500", "RegistryFailed", null)]
    [InlineData(400, "invalid filter 'x'", "BadParameter", null)]
    public async Task Failures_say_what_the_registry_did(int status, string message, string id, string? advice)
    {
        await using ScriptedImages engine = new ScriptedImages().On("GET /images/search", status, $$"""{"message":"{{message}}"}""");
        ErrorRecord error = Assert.Single(engine.Run("Find-Image").With("Term", "r:5/x").Run().Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("r:5/x", error.TargetObject);
        Assert.Contains(advice ?? "", error.ErrorDetails?.RecommendedAction ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void An_engine_that_is_not_there_ends_the_command() =>
        Assert.StartsWith(
            "EngineUnreachable",
            CmdletRunner.Create("Find-Image").With(new { Term = "x", HostAddress = "unix:///no/such.sock" }).Run().TerminatingError!.FullyQualifiedErrorId,
            StringComparison.Ordinal);

    [RealEngineFact]
    public async Task A_real_engine_asks_the_index_with_our_credentials()
    {
        PrivateEngines.Current.SkipOnPodman("podman searches by the second version of the registry's protocol only");
        const string Address = "127.0.0.1:18977";
        using RawEngine engine = new(PrivateEngines.Current.Engine);
        await using IndexContainer index = await IndexContainer.StartAsync(engine, Address, Found.Replace("\\u001b", "", StringComparison.Ordinal));
        CmdletRunner find = CmdletRunner.Create("Find-Image").With(new { Term = Address + "/red", HostAddress = engine.Address });

        ErrorRecord refused = Assert.Single(find.Run().Errors);
        Assert.Contains("401", refused.ToString(), StringComparison.Ordinal);

        find.With("Credential", Credential(IndexContainer.Password));
        Assert.Equal([$"{Address}/redis", $"{Address}/me/redis"], find.Run().AssertNoErrors().OutputAs<ImageSearchResult>().Select(static found => found.Reference));
        Assert.Equal([$"{Address}/redis"], find.With("MinimumStars", 10).Run().AssertNoErrors().OutputAs<ImageSearchResult>().Select(static found => found.Reference));

        ErrorRecord dead = Assert.Single(CmdletRunner.Create("Find-Image").With(new { Term = "127.0.0.1:9/x", HostAddress = engine.Address }).Run().Errors);
        Assert.StartsWith("RegistryUnreachable", dead.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private static string AuthOf(string head)
    {
        string value = head.Split("\r\n").Single(static line => line.StartsWith("X-Registry-Auth: ", StringComparison.OrdinalIgnoreCase))["X-Registry-Auth: ".Length..];
        return Encoding.UTF8.GetString(Convert.FromBase64String(value.Replace('-', '+').Replace('_', '/')));
    }

    private static PSCredential Credential(string password)
    {
        SecureString secret = new();
        foreach (char c in password)
            secret.AppendChar(c);
        return new PSCredential(IndexContainer.User, secret);
    }

    /// <summary>An index of the first version of the registry's protocol, in a container of the engine's own network: loopback is an insecure registry to every engine.</summary>
    private sealed class IndexContainer(RawEngine engine, string id) : IAsyncDisposable
    {
        public const string User = "ix";
        public const string Password = "pass";

        public static async Task<IndexContainer> StartAsync(RawEngine engine, string address, string results)
        {
            string script = $"""
                mkdir -p /w/v1 && echo '{"{"}"standalone":true{"}"}' >/w/v1/_ping && cat >/w/v1/search <<'E'
                {"{"}"num_results":2,"query":"red","results":{results.Replace("null", "\"\"", StringComparison.Ordinal)}{"}"}
                E
                echo '/v1/search:{User}:{Password}' >/conf && exec httpd -f -p {address} -h /w -c /conf
                """;
            JsonNode created = (await engine.PostAsync("containers/create", new JsonObject
            {
                ["Image"] = PrivateEngines.Current.Image,
                ["Cmd"] = new JsonArray("sh", "-c", script),
                ["Labels"] = new JsonObject { [TestRun.Label] = TestRun.Id },
                ["HostConfig"] = new JsonObject { ["NetworkMode"] = "host" },
            }))!;
            string id = created["Id"]!.GetValue<string>();
            await engine.PostAsync($"containers/{id}/start");
            await Wait.UntilAsync(async () => !await IsRefusedAsync(engine, address), "the index listens");
            return new IndexContainer(engine, id);
        }

        public async ValueTask DisposeAsync() => await engine.DeleteAsync($"containers/{id}?force=1");

        private static async Task<bool> IsRefusedAsync(RawEngine engine, string address)
        {
            try
            {
                await engine.GetAsync("images/search?term=" + Uri.EscapeDataString(address + "/x"));
                return false;
            }
            catch (HttpRequestException refused)
            {
                return refused.Message.Contains("connection refused", StringComparison.Ordinal);
            }
        }
    }
}
