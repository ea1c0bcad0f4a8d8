using System.Management.Automation;
using System.Security;
using System.Text;
using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;
using DockerPS.Tests.Configuration;

namespace DockerPS.Tests.Build;

public sealed class BaseImageCredentialsTests : IDisposable
{
    private readonly SettingsFolder _settings = new();
    private readonly RecordingHelper _helper = new();
    private readonly List<string> _warnings = [];
    private readonly Dictionary<string, RegistryAuth> _session = new(StringComparer.Ordinal);

    public void Dispose() => _settings.Dispose();

    [Fact]
    public async Task Only_the_registries_of_the_Dockerfile_get_theirs()
    {
        _settings.WriteConfig(Auths("one:5000", "two:5000", "https://index.docker.io/v1/"));
        JsonObject header = Decode(await ResolveAsync("ARG R=two\nFROM one:5000/a AS x\nFROM x\nCOPY --from=$R:5000/b . .", new() { ["R"] = "three" }));
        Assert.Equal(["one:5000"], header.Select(pair => pair.Key));
        Assert.Equal("secret-of-one:5000", (string?)header["one:5000"]!["password"]);

        Assert.Equal(["https://index.docker.io/v1/"], Decode(await ResolveAsync("FROM alpine")).Select(pair => pair.Key));
        Assert.Null(await ResolveAsync("FROM scratch"));
        Assert.Null(await ResolveAsync("FROM other:1/x"));
        Assert.Null(await ResolveAsync(null));
    }

    [Fact]
    public async Task Build_arguments_count_when_they_name_the_registry()
    {
        _settings.WriteConfig(Auths("one:5000", "two:5000"));
        JsonObject header = Decode(await ResolveAsync("ARG R=one:5000\nFROM $R/a", new() { ["R"] = "two:5000" }));
        Assert.Equal(["two:5000"], header.Select(pair => pair.Key));
    }

    [Fact]
    public async Task What_the_user_gives_goes_to_the_one_registry()
    {
        _settings.WriteConfig(Auths("one:5000"));
        JsonObject header = Decode(await ResolveAsync("FROM alpine\nFROM one:5000/a", credential: Given()));
        Assert.Equal(["one:5000"], header.Select(pair => pair.Key));
        Assert.Equal(("me", "mine"), ((string?)header["one:5000"]!["username"], (string?)header["one:5000"]!["password"]));

        header = Decode(await ResolveAsync("FROM alpine", credential: Given()));
        Assert.Equal(["https://index.docker.io/v1/"], header.Select(pair => pair.Key));
    }

    [Theory]
    [InlineData("FROM one/a:1\nFROM two.io/b\nFROM three.io/c", "two.io, three.io")]
    [InlineData("FROM scratch", "no FROM line")]
    [InlineData(null, "not known here")]
    public async Task What_the_user_gives_is_not_sent_to_a_guess(string? dockerfile, string reason)
    {
        InvalidRequestException error = await Assert.ThrowsAsync<InvalidRequestException>(() => ResolveAsync(dockerfile, credential: Given()));
        Assert.Equal("CredentialAmbiguous", error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("mine", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_configuration_is_a_warning()
    {
        _settings.WriteConfig("{");
        Assert.Null(await ResolveAsync("FROM one:5000/a"));
        Assert.Contains("without credentials for one:5000", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registries_are_sent_once_by_their_keys()
    {
        _settings.WriteConfig(Auths("https://a.example/v1/"));
        JsonObject header = Decode(await ResolveAsync("FROM a.example/x\nFROM a.example/y\nFROM none.example/z"));
        Assert.Equal(["a.example"], header.Select(pair => pair.Key));
        Assert.Equal("a.example", (string?)header["a.example"]!["serveraddress"]);
    }

    [Fact]
    public async Task BuildKit_is_answered_for_whatever_registry_it_asks()
    {
        _settings.WriteConfig(Auths("one:5000", "two:5000", "https://index.docker.io/v1/"));
        _session["two:5000"] = new RegistryAuth { Username = "session", Password = "word", ServerAddress = "two:5000" };
        Func<string, CancellationToken, Task<RegistryAuth?>> find = Credentials().Finder("FROM alpine", new Dictionary<string, string?>(), null);

        Assert.Equal("secret-of-one:5000", (await find("one:5000", default))!.Password);
        Assert.Equal("session", (await find("two:5000", default))!.Username);
        Assert.Equal("secret-of-https://index.docker.io/v1/", (await find("registry-1.docker.io", default))!.Password);
        Assert.Null(await find("other:5000", default));
    }

    [Fact]
    public async Task BuildKit_gets_what_the_user_gave_for_its_registry_only()
    {
        _settings.WriteConfig(Auths("one:5000", "two:5000"));
        Func<string, CancellationToken, Task<RegistryAuth?>> find = Credentials().Finder("FROM alpine\nFROM one:5000/a", new Dictionary<string, string?>(), Given());

        Assert.Equal(("me", "mine"), ((await find("one:5000", default))!.Username, (await find("one:5000", default))!.Password));
        Assert.Equal("user", (await find("two:5000", default))!.Username);
        Assert.Throws<InvalidRequestException>(() => Credentials().Finder("FROM scratch", new Dictionary<string, string?>(), Given()));
    }

    [Fact]
    public async Task A_broken_configuration_leaves_BuildKit_without()
    {
        _settings.WriteConfig("{");
        Assert.Null(await Credentials().Finder("FROM one:5000/a", new Dictionary<string, string?>(), null)("one:5000", default));
        Assert.Contains("without credentials for one:5000", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    private Task<string?> ResolveAsync(string? dockerfile, Dictionary<string, string?>? arguments = null, PSCredential? credential = null) =>
        Credentials().ResolveAsync(dockerfile, arguments ?? [], credential, default);

    private BaseImageCredentials Credentials() => new(new RegistryCredentials(_session, WarnAsync, default, _settings.Environment, _helper), WarnAsync);

    private Task WarnAsync(string text)
    {
        _warnings.Add(text);
        return Task.CompletedTask;
    }

    private static PSCredential Given()
    {
        var password = new SecureString();
        foreach (char c in "mine")
            password.AppendChar(c);
        return new PSCredential("me", password);
    }

    private static string Auths(params string[] keys) =>
        new JsonObject
        {
            ["auths"] = new JsonObject(keys.Select(key => KeyValuePair.Create(
                key, (JsonNode?)new JsonObject { ["auth"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:secret-of-{key}")) }))),
        }.ToJsonString();

    private static JsonObject Decode(string? header) =>
        JsonNode.Parse(Convert.FromBase64String(Assert.IsType<string>(header).Replace('-', '+').Replace('_', '/')))!.AsObject();
}
