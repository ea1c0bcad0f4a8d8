using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using DockerPS.Tests.Support;
using static DockerPS.Tests.RealEngine.RealEngineRequirements;

namespace DockerPS.Tests.RealEngine;

/// <summary>The engines and servers of ring 4 themselves, looked at without the client under test.</summary>
public sealed class PrivateEnginesTests
{
    [RealEngineFact]
    public async Task The_engine_answers() => await AssertAnswersAsync(PrivateEngines.Current.Engine);

    [RealEngineFact]
    public async Task The_relay_to_plain_tcp_answers() => await AssertAnswersAsync(PrivateEngines.Current.Tcp);

    [RealEngineFact(SecondEngine)]
    public async Task The_second_engine_is_another_one()
    {
        using RawEngine first = new(PrivateEngines.Current.Engine);
        using RawEngine second = new(PrivateEngines.Current.SecondEngine);
        Assert.NotEqual((string?)(await first.GetJsonAsync("info"))["ID"], (string?)(await second.GetJsonAsync("info"))["ID"]);
    }

    [RealEngineFact(Newer)]
    public async Task The_newer_engines_have_one_image_store_each()
    {
        using RawEngine own = new(PrivateEngines.Current.NewerEngine);
        using RawEngine containerd = new(PrivateEngines.Current.ContainerdEngine);
        Assert.Equal("overlayfs", (string?)(await containerd.GetJsonAsync("info"))["Driver"]);
        Assert.NotEqual("overlayfs", (string?)(await own.GetJsonAsync("info"))["Driver"]);
        foreach (RawEngine engine in new[] { own, containerd })
        {
            Assert.True(Version.Parse((string)(await engine.GetJsonAsync("version"))["ApiVersion"]!) >= new Version(1, 48));
            Assert.True(await engine.HasImageAsync(PrivateEngines.Current.Image));
        }
    }

    [RealEngineFact]
    public async Task The_image_runs()
    {
        using RawEngine engine = new(PrivateEngines.Current.Engine);
        JsonNode created = (await engine.PostAsync("containers/create", ContainerOf("sh", "-c", "echo 42 | tr 4 6 | grep 62")))!;
        string id = (string)created["Id"]!;
        try
        {
            await engine.PostAsync($"containers/{id}/start");
            Assert.Equal(0, (int)(await engine.PostAsync($"containers/{id}/wait"))!["StatusCode"]!);
            Assert.Contains("62\n", await engine.GetAsync($"containers/{id}/logs?stdout=1"), StringComparison.Ordinal);
        }
        finally
        {
            await engine.DeleteAsync($"containers/{id}?force=1");
        }
    }

    [RealEngineFact(Network)]
    public async Task A_published_port_answers()
    {
        using RawEngine engine = new(PrivateEngines.Current.Engine);
        JsonObject body = ContainerOf("nc", "-l", "-p", "7", "-e", "echo", "hello");
        body["ExposedPorts"] = new JsonObject { ["7/tcp"] = new JsonObject() };
        body["HostConfig"] = new JsonObject { ["PublishAllPorts"] = true };
        string id = (string)(await engine.PostAsync("containers/create", body))!["Id"]!;
        try
        {
            await engine.PostAsync($"containers/{id}/start");
            JsonNode detail = await engine.GetJsonAsync($"containers/{id}/json");
            int port = int.Parse((string)detail["NetworkSettings"]!["Ports"]!["7/tcp"]![0]!["HostPort"]!, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal("hello\n", await ReadAllAsync(PrivateEngines.Current.PortAddress, port));
        }
        finally
        {
            await engine.DeleteAsync($"containers/{id}?force=1");
        }
    }

    [RealEngineFact(Tls)]
    public async Task The_tls_engine_takes_its_clients_certificate()
        => Assert.Equal("OK", await GetOverTlsAsync(PrivateEngines.Current.Certificates.Folder));

    [RealEngineTheory(Tls)]
    [InlineData("expired")]
    [InlineData("foreign")]
    public async Task The_tls_engine_refuses_other_certificates(string folder)
        => await Assert.ThrowsAnyAsync<HttpRequestException>(() => GetOverTlsAsync(Path.Combine(PrivateEngines.Current.Certificates.Folder, folder)));

    [RealEngineFact(Tls)]
    public async Task A_client_of_another_authority_does_not_trust_the_engine()
        => await Assert.ThrowsAnyAsync<HttpRequestException>(() => GetOverTlsAsync(PrivateEngines.Current.Certificates.Distrusting));

    [RealEngineFact(Registry)]
    public async Task The_registry_needs_no_password() => Assert.Equal(HttpStatusCode.OK, await LoginAsync($"http://{PrivateEngines.Current.Registry}", null));

    [RealEngineTheory(AuthRegistry)]
    [InlineData(PrivateEngines.RegistryPassword, HttpStatusCode.OK)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task The_registry_with_password_wants_it(string? password, HttpStatusCode expected)
        => Assert.Equal(expected, await LoginAsync($"http://{PrivateEngines.Current.AuthRegistry}", password));

    [RealEngineFact(TlsRegistry)]
    public async Task The_registry_with_tls_wants_the_password_too()
    {
        Assert.Equal(HttpStatusCode.OK, await LoginAsync($"https://{PrivateEngines.Current.TlsRegistry}", PrivateEngines.RegistryPassword));
        Assert.Equal(HttpStatusCode.Unauthorized, await LoginAsync($"https://{PrivateEngines.Current.TlsRegistry}", "wrong"));
    }

    [RealEngineFact(Registry | SecondEngine)]
    public async Task An_image_goes_from_engine_to_engine_by_the_registry()
    {
        string name = $"{PrivateEngines.Current.Registry}/selftest";
        using RawEngine first = new(PrivateEngines.Current.Engine);
        using RawEngine second = new(PrivateEngines.Current.SecondEngine);
        await first.PostAsync($"images/{PrivateEngines.Current.Image}/tag?repo={name}&tag=1");
        using ByteArrayContent empty = new([]);
        empty.Headers.Add("X-Registry-Auth", "e30=");
        string pushed = await first.SendAsync(HttpMethod.Post, $"images/{name}/push?tag=1", empty);
        Assert.DoesNotContain("errorDetail", pushed, StringComparison.Ordinal);
        await second.SendAsync(HttpMethod.Post, $"images/create?fromImage={name}&tag=1");
        Assert.True(await second.HasImageAsync($"{name}:1"));
        await first.DeleteAsync($"images/{name}:1");
        await second.DeleteAsync($"images/{name}:1");
    }

    [RealEngineFact(TlsRegistry | SecondEngine)]
    public async Task Only_the_main_engine_trusts_the_registry_with_tls()
    {
        JsonObject login = new() { ["username"] = PrivateEngines.RegistryUser, ["password"] = PrivateEngines.RegistryPassword, ["serveraddress"] = PrivateEngines.Current.TlsRegistry };
        using RawEngine first = new(PrivateEngines.Current.Engine);
        using RawEngine second = new(PrivateEngines.Current.SecondEngine);
        Assert.Equal("Login Succeeded", (string?)(await first.PostAsync("auth", login.DeepClone()))!["Status"]);
        HttpRequestException refused = await Assert.ThrowsAsync<HttpRequestException>(() => second.PostAsync("auth", login));
        Assert.Contains("x509", refused.Message, StringComparison.Ordinal);
    }

    [RealEngineFact(Ssh)]
    public async Task The_ssh_server_leads_to_the_engine()
    {
        Uri address = new(PrivateEngines.Current.Ssh);
        ChildProcess child = await ChildProcess.RunAsync(
            Path.Combine(PrivateEngines.Current.SshBin, "ssh"),
            ["-T", "-l", "root", "-p", $"{address.Port}", "--", address.Host, "docker", "version", "--format", "{{.Server.APIVersion}}"]);
        Assert.Equal("", child.Error);
        Assert.Matches(@"^1\.\d+\n$", child.Output);
    }

    [RealEngineFact(Cli)]
    public async Task The_environment_is_enough_for_a_child()
    {
        string host = PrivateEngines.Current.Environment["DOCKERPS_TEST_ENGINE"];
        ChildProcess child = await ChildProcess.RunAsync("docker", ["image", "inspect", "--format", "{{.Os}}", PrivateEngines.Current.Environment["DOCKERPS_TEST_IMAGE"]], [new("DOCKER_HOST", host)]);
        Assert.Equal("linux\n", child.Output);
    }

    private static async Task AssertAnswersAsync(string address)
    {
        using RawEngine engine = new(address);
        Assert.Equal("OK", await engine.GetAsync("_ping"));
    }

    private static JsonObject ContainerOf(params string[] command) => new()
    {
        ["Image"] = PrivateEngines.Current.Image,
        ["Cmd"] = new JsonArray([.. command.Select(word => JsonValue.Create(word))]),
        ["Labels"] = new JsonObject { [TestRun.Label] = TestRun.Id },
    };

    private static async Task<string> ReadAllAsync(string host, int port)
    {
        // The program in the container may not listen yet when the engine says that the container runs.
        string text = "";
        await Wait.UntilAsync(async () => (text = await TryReadAllAsync(host, port)).Length > 0, "an answer from the published port");
        return text;
    }

    private static async Task<string> TryReadAllAsync(string host, int port)
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(host, port);
            using StreamReader reader = new(client.GetStream());
            return await reader.ReadToEndAsync();
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return "";
        }
    }

    private static async Task<string> GetOverTlsAsync(string folder)
    {
        using X509Certificate2 client = X509Certificate2.CreateFromPemFile(Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        using SocketsHttpHandler handler = TrustOnly(Path.Combine(folder, "ca.pem"));
        handler.SslOptions.ClientCertificates = [client];
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => client;
        using HttpClient http = new(handler);
        return await http.GetStringAsync(new Uri(PrivateEngines.Current.Tls.Replace("tcp://", "https://", StringComparison.Ordinal) + "/_ping"));
    }

    private static async Task<HttpStatusCode> LoginAsync(string registry, string? password)
    {
        using SocketsHttpHandler handler = registry.StartsWith("https:", StringComparison.Ordinal)
            ? TrustOnly(Path.Combine(PrivateEngines.Current.Certificates.Folder, "ca.pem"))
            : new SocketsHttpHandler { UseProxy = false };
        using HttpClient http = new(handler);
        if (password is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{PrivateEngines.RegistryUser}:{password}")));
        using HttpResponseMessage response = await http.GetAsync(new Uri(registry + "/v2/"));
        return response.StatusCode;
    }

    private static SocketsHttpHandler TrustOnly(string authority)
    {
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(authority));
        return new SocketsHttpHandler { UseProxy = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
    }
}
