using System.Text;
using DockerPS.Engine.Configuration;

namespace DockerPS.Tests.Configuration;

public sealed class CredentialResolverTests : IDisposable
{
    private readonly SettingsFolder _settings = new();
    private readonly RecordingHelper _helper = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _settings.Dispose();

    [Fact]
    public async Task Nothing_configured_is_no_credentials()
    {
        Assert.Null(await Resolve("docker.io"));
        Assert.Empty(_helper.Asked);
    }

    [Fact]
    public async Task Reads_user_and_password_of_auth()
    {
        _settings.WriteConfig($$$$"""{"auths":{"https://index.docker.io/v1/":{"auth":"{{{{Base64("me:pass:word\0\0")}}}}"}}}""");

        RegistryAuth auth = (await Resolve("docker.io"))!;

        Assert.Equal(("me", "pass:word"), (auth.Username, auth.Password));
        Assert.Equal("https://index.docker.io/v1/", auth.ServerAddress);
    }

    [Fact]
    public async Task Reads_tokens_and_plain_fields()
    {
        _settings.WriteConfig($$$$"""
            {"auths":{
                "a:1":{"auth":"{{{{Base64("<token>:")}}}}","identitytoken":"id-token"},
                "b:1":{"username":"me","password":"word"},
                "c:1":{"registrytoken":"bearer"},
                "d:1":{}}}
            """);

        Assert.Equal("id-token", (await Resolve("a:1"))!.IdentityToken);
        Assert.Equal(("me", "word"), ((await Resolve("b:1"))!.Username, (await Resolve("b:1"))!.Password));
        Assert.Equal("bearer", (await Resolve("c:1"))!.RegistryToken);
        Assert.Null(await Resolve("d:1"));
        Assert.Null(await Resolve("e:1"));
    }

    [Fact]
    public async Task Old_keys_with_scheme_and_path_fit_their_host_and_no_other()
    {
        _settings.WriteConfig($$$$"""
            {"auths":{"https://host.example/v1/":{"auth":"{{{{Base64("old:1")}}}}"},"https://host.example:5000/v2/":{"auth":"{{{{Base64("port:1")}}}}"}}}
            """);

        Assert.Equal("old", (await Resolve("host.example"))!.Username);
        Assert.Equal("port", (await Resolve("host.example:5000"))!.Username);
        Assert.Null(await Resolve("sub.host.example"));
        Assert.Null(await Resolve("host.example:5001"));
    }

    [Fact]
    public async Task An_exact_key_goes_before_an_old_one()
    {
        _settings.WriteConfig($$$$"""
            {"auths":{"https://host.example/v1/":{"auth":"{{{{Base64("old:1")}}}}"},"host.example":{"auth":"{{{{Base64("new:1")}}}}"}}}
            """);

        Assert.Equal("new", (await Resolve("host.example"))!.Username);
    }

    [Theory]
    [InlineData("czNjcmV0")]
    [InlineData("OnMzY3JldA==")]
    [InlineData("s3cret!")]
    [InlineData("/////w==")]
    public async Task A_broken_entry_is_told_without_its_content(string auth)
    {
        _settings.WriteConfig($$$$"""{"auths":{"bad.example":{"auth":"{{{{auth}}}}"},"good.example":{"auth":"{{{{Base64("me:1")}}}}"}}}""");

        DockerConfigurationException error = await Assert.ThrowsAsync<DockerConfigurationException>(() => Resolve("bad.example"));

        Assert.Contains("auths.bad.example.auth", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(auth, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.NotNull(await Resolve("good.example"));
    }

    [Fact]
    public async Task The_registrys_own_helper_goes_before_the_store_and_the_file()
    {
        _settings.WriteConfig($$$$"""
            {"credHelpers":{"a.example":"own","b.example":""},"credsStore":"all",
             "auths":{"a.example":{"auth":"{{{{Base64("file:1")}}}}"},"b.example":{"auth":"{{{{Base64("file:1")}}}}"}}}
            """);
        _helper.Answers["a.example"] = new RegistryAuth { Username = "helper", Password = "1", ServerAddress = "a.example" };

        Assert.Equal("helper", (await Resolve("a.example"))!.Username);
        Assert.Equal("file", (await Resolve("b.example"))!.Username);
        Assert.Null(await Resolve("docker.io"));
        Assert.Equal(["own a.example", "all https://index.docker.io/v1/"], _helper.Asked);
    }

    [Fact]
    public async Task A_store_without_an_answer_does_not_fall_back_on_the_file()
    {
        _settings.WriteConfig($$$$"""{"credsStore":"all","auths":{"a.example":{"auth":"{{{{Base64("stale:1")}}}}"}}}""");

        Assert.Null(await Resolve("a.example"));
    }

    [Fact]
    public async Task Without_any_credentials_the_platforms_helper_is_asked_if_it_is_there()
    {
        _helper.Programs.Add("docker-credential-secretservice");
        await Resolve("a.example");
        _helper.Programs.UnionWith(["pass", "docker-credential-pass"]);
        await Resolve("a.example");
        _settings.WriteConfig("""{"auths":{"other.example":{}}}""");
        await Resolve("a.example");

        Assert.Equal(["secretservice a.example", "pass a.example"], _helper.Asked);
    }

    [Fact]
    public async Task The_variable_goes_first_by_exact_key()
    {
        _settings.WriteConfig($$$$"""{"auths":{"a.example":{"auth":"{{{{Base64("file:1")}}}}"},"b.example":{"auth":"{{{{Base64("file:1")}}}}"}}}""");
        _settings.Variables["DOCKER_AUTH_CONFIG"] = $$$$"""{"auths":{"a.example":{"auth":"{{{{Base64("env:1")}}}}"},"https://b.example/v1/":{"auth":"{{{{Base64("env:1")}}}}"}}}""";

        Assert.Equal("env", (await Resolve("a.example"))!.Username);
        Assert.Equal("file", (await Resolve("b.example"))!.Username);
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("{ s3cret")]
    [InlineData("""{"auths":{"a.example":{"password":"s3cret"}}}""")]
    [InlineData("""{"auths":{"a.example":{"auth":"s3cret"}}}""")]
    public async Task A_broken_variable_is_warned_about_and_passed_over(string value)
    {
        _settings.WriteConfig($$$$"""{"auths":{"a.example":{"auth":"{{{{Base64("file:1")}}}}"}}}""");
        _settings.Variables["DOCKER_AUTH_CONFIG"] = value;

        Assert.Equal("file", (await Resolve("a.example"))!.Username);

        string warning = Assert.Single(_warnings);
        Assert.Contains("DOCKER_AUTH_CONFIG", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void The_header_is_base64url_with_padding()
    {
        RegistryAuth auth = new() { Username = "m\u00e9", Password = "<>+/~~~???", ServerAddress = "h:1" };

        string header = auth.ToHeaderValue();

        Assert.DoesNotContain('+', header);
        Assert.DoesNotContain('/', header);
        Assert.Equal(0, header.Length % 4);
        Assert.Equal("""{"username":"mé","password":"<>+/~~~???","serveraddress":"h:1"}""", Decode(header));
        Assert.Equal("{}", Decode(RegistryAuth.AnonymousHeader));
    }

    [Fact]
    public void Its_text_shows_no_secret()
    {
        RegistryAuth auth = new() { Username = "me", Password = "s3cret", IdentityToken = "s3cret", RegistryToken = "s3cret", ServerAddress = "h:1" };

        Assert.Equal("me on h:1", auth.ToString());
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Decode(string header) => Encoding.UTF8.GetString(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/')));

    private CredentialResolver Resolver() => new(_settings.Environment, _helper, _warnings.Add);

    [Fact]
    public async Task All_of_the_file_with_those_of_helpers_over_them()
    {
        _settings.WriteConfig($$$$"""
            {"auths":{"a:1":{"auth":"{{{{Base64("me:word")}}}}"},"b:1":{"auth":"{{{{Base64("old:word")}}}}"},"c:1":{}},"credHelpers":{"b:1":"one","d:1":"one"}}
            """);
        _helper.Answers["b:1"] = new RegistryAuth { Username = "new", Password = "word", ServerAddress = "b:1" };

        IReadOnlyList<RegistryAuth> all = await Resolver().ResolveAllAsync(default);

        Assert.Equal(["me on a:1", "new on b:1"], all.Select(static auth => auth.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task All_that_the_store_lists()
    {
        _settings.WriteConfig("""{"credsStore":"store"}""");
        _helper.Answers["a:1"] = new RegistryAuth { Username = "me", Password = "word", ServerAddress = "a:1" };
        _helper.Answers["b:1"] = new RegistryAuth { IdentityToken = "token", ServerAddress = "b:1" };

        IReadOnlyList<RegistryAuth> all = await Resolver().ResolveAllAsync(default);

        Assert.Equal(["store list", "store a:1", "store b:1"], _helper.Asked);
        Assert.Equal(
            $$$$"""{"auths":{"a:1":{"auth":"{{{{Base64("me:word")}}}}"},"b:1":{"identitytoken":"token"}}}""", Encoding.UTF8.GetString(RegistryAuth.ToConfigFile(all)));
    }

    [Fact]
    public async Task All_of_the_variable_and_of_nothing_else()
    {
        _settings.WriteConfig($$$$"""{"auths":{"a:1":{"auth":"{{{{Base64("me:word")}}}}"}}}""");
        _settings.Variables["DOCKER_AUTH_CONFIG"] = $$$$"""{"auths":{"v:1":{"auth":"{{{{Base64("var:word")}}}}"}}}""";

        Assert.Equal("var on v:1", Assert.Single(await Resolver().ResolveAllAsync(default)).ToString());
    }

    private Task<RegistryAuth?> Resolve(string host) => Resolver().ResolveAsync(host, default);
}
