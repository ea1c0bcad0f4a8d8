using System.Runtime.Versioning;
using System.Text;
using DockerPS.Engine.Configuration;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Configuration;

public sealed class CredentialStoreTests : IDisposable
{
    private const string Hub = "https://index.docker.io/v1/";

    private readonly SettingsFolder _settings = new();
    private readonly RecordingHelper _helper = new();

    public void Dispose() => _settings.Dispose();

    [Theory]
    [InlineData("", "{\n\t\"auths\": {\n\t\t\"r:1\": {\n\t\t\t\"auth\": \"bWU6d29yZA==\"\n\t\t}\n\t}\n}")]
    [InlineData("{\n  \"x\": 1\n}\n", "{\n  \"x\": 1,\n  \"auths\": {\n    \"r:1\": {\n      \"auth\": \"bWU6d29yZA==\"\n    }\n  }\n}\n")]
    [InlineData("{\n\t\"auths\": {},\n\t\"x\":  1.50\n}", "{\n\t\"auths\": {\n\t\t\"r:1\": {\n\t\t\t\"auth\": \"bWU6d29yZA==\"\n\t\t}\n\t},\n\t\"x\":  1.50\n}")]
    [InlineData("{\"auths\":{\"a\":{\"auth\":\"YTpi\"}}}", "{\"auths\":{\"a\":{\"auth\":\"YTpi\"},\"r:1\": {\"auth\": \"bWU6d29yZA==\"}}}")]
    [InlineData("{\"auths\":null}", "{\"auths\":{\"r:1\": {\"auth\": \"bWU6d29yZA==\"}}}")]
    [InlineData("{\"Auths\":{\"r:1\":{\"auth\":\"b2xkOjE=\",\"email\":\"m@e\",\"identitytoken\":\"old\",\"password\":\"old\"}}}", "{\"Auths\":{\"r:1\":{\"auth\":\"bWU6d29yZA==\",\"email\":\"m@e\"}}}")]
    [InlineData("{\n    \"auths\": {\n        \"a\": {\n            \"auth\": \"YTpi\"\n        }\n    }\n}", "{\n    \"auths\": {\n        \"a\": {\n            \"auth\": \"YTpi\"\n        },\n        \"r:1\": {\n            \"auth\": \"bWU6d29yZA==\"\n        }\n    }\n}")]
    public async Task Without_a_helper_it_is_written_as_docker_does_and_every_other_byte_kept(string before, string after)
    {
        if (before.Length > 0)
            _settings.WriteConfig(before);

        (LoginPlace place, bool isPlain) = await Store().StoreAsync(Auth("r:1"), default);

        Assert.Equal((LoginPlace.ConfigFile, true), (place, isPlain));
        Assert.Equal(after, File.ReadAllText(_settings.ConfigFile));
        Assert.Equal("word", (await ResolveAsync("r:1"))!.Password);
        Assert.False((await Store().StoreAsync(Auth("r:1"), default)).IsPlain);
        Assert.Empty(_helper.Asked);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_file_is_for_its_owner_only()
    {
        _settings.WriteConfig("{}");
        File.SetUnixFileMode(_settings.ConfigFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        await Store().StoreAsync(Auth("r:1"), default);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_settings.ConfigFile));
        Assert.Equal([_settings.ConfigFile], Directory.GetFiles(_settings.ConfigFolder));
    }

    [Fact]
    public async Task A_token_is_kept_beside_the_user_and_is_no_plain_password()
    {
        RegistryAuth token = new() { Username = "me", IdentityToken = "t\"<+", ServerAddress = "r:1" };

        Assert.False((await Store().StoreAsync(token, default)).IsPlain);

        RegistryAuth stored = (await ResolveAsync("r:1"))!;
        Assert.Equal(("me", "", "t\"<+"), (stored.Username, stored.Password, stored.IdentityToken));
        StoredLogin login = Assert.Single(await ListAsync());
        Assert.Equal(("r:1", "me", true, "Config file"), (login.Key, login.UserName, login.IsToken, login.Place.ToString()));
    }

    [Fact]
    public async Task A_helper_gets_it_and_the_file_a_mark_without_secret()
    {
        _settings.WriteConfig("{\"credsStore\":\"all\",\"auths\":{\"r:1\":{\"auth\":\"b2xkOjE=\"}},\"credHelpers\":{\"own:1\":\"own\",\"plain:1\":\"\"}}");

        Assert.Equal("Helper:all", (await Store().StoreAsync(Auth("r:1"), default)).Place.ToString());
        Assert.Equal("Helper:own", (await Store().StoreAsync(Auth("own:1"), default)).Place.ToString());
        Assert.Equal("Config file", (await Store().StoreAsync(Auth("plain:1"), default)).Place.ToString());

        Assert.Equal(["all store r:1", "own store own:1"], _helper.Asked);
        Assert.Equal(
            "{\"credsStore\":\"all\",\"auths\":{\"r:1\":{},\"own:1\": {},\"plain:1\": {\"auth\": \"bWU6d29yZA==\"}},\"credHelpers\":{\"own:1\":\"own\",\"plain:1\":\"\"}}",
            File.ReadAllText(_settings.ConfigFile));
    }

    [Fact]
    public async Task The_platforms_helper_is_named_so_that_it_is_asked_from_then_on()
    {
        _helper.Programs.UnionWith(["pass", "docker-credential-pass"]);

        Assert.Equal("Helper:pass", (await Store().StoreAsync(Auth("r:1"), default)).Place.ToString());

        Assert.Equal("{\n\t\"auths\": {\n\t\t\"r:1\": {}\n\t},\n\t\"credsStore\": \"pass\"\n}", File.ReadAllText(_settings.ConfigFile));
        Assert.Equal("word", (await ResolveAsync("r:1"))!.Password);
    }

    [Fact]
    public async Task Erasing_takes_out_every_spelling_that_would_be_found()
    {
        _settings.WriteConfig("""
            {
              "auths": {
                "r:1": { "auth": "YTpi" },
                "https://r:1/v2/": { "auth": "YTpi" },
                "http://r:1": { "auth": "YTpi" },
                "other": { "auth": "YTpi" }
              }
            }
            """);

        Assert.True(await Store().EraseAsync("r:1", null, default));

        Assert.Equal("{\n  \"auths\": {\n    \"other\": { \"auth\": \"YTpi\" }\n  }\n}", File.ReadAllText(_settings.ConfigFile).ReplaceLineEndings("\n"));
        Assert.Null(await ResolveAsync("r:1"));
        Assert.False(await Store().EraseAsync("r:1", null, default));
    }

    [Fact]
    public async Task A_name_that_is_there_twice_does_not_come_back()
    {
        _settings.WriteConfig("""{"auths":{"r:1":{"auth":"YTpi"},"b":{},"r:1":{"auth":"YTpi"}}}""");

        Assert.True(await Store().EraseAsync("r:1", null, default));

        Assert.Equal("""{"auths":{"b":{}}}""", File.ReadAllText(_settings.ConfigFile));
    }

    [Fact]
    public async Task Erasing_from_a_helper_asks_for_what_it_has()
    {
        _settings.WriteConfig("{\"credsStore\":\"all\",\"auths\":{\"r:1\":{}}}");
        _helper.Answers["https://r:1"] = Auth("https://r:1");
        _helper.Answers["r:1"] = Auth("r:1");
        _helper.Answers["other:1"] = Auth("other:1");

        Assert.True(await Store().EraseAsync("r:1", null, default));

        Assert.Equal(["all list", "all erase r:1", "all erase https://r:1"], _helper.Asked);
        Assert.Equal("{\"credsStore\":\"all\",\"auths\":{}}", File.ReadAllText(_settings.ConfigFile));
        Assert.False(await Store().EraseAsync("r:1", null, default));
    }

    [Fact]
    public async Task A_helper_that_cannot_list_is_asked_for_each()
    {
        _settings.WriteConfig("{\"credsStore\":\"all\"}");
        _helper.Failing.Add("all");
        _helper.Answers["r:1"] = Auth("r:1");

        Assert.True(await Store().EraseAsync("r:1", null, default));
        Assert.False(_helper.Answers.ContainsKey("r:1"));
    }

    [Fact]
    public async Task Docker_Hubs_tokens_of_the_browser_go_with_its_login()
    {
        _settings.WriteConfig("{\"credsStore\":\"all\"}");
        foreach (string key in (string[])[Hub, Hub + "access-token", Hub + "refresh-token"])
            _helper.Answers[key] = Auth(key);

        Assert.Equal(Hub, Assert.Single(await ListAsync()).Key);
        Assert.True(await Store().EraseAsync(Hub, null, default));
        Assert.Empty(_helper.Answers);
    }

    [Fact]
    public async Task Only_the_named_place_is_erased()
    {
        _settings.WriteConfig("{\"credHelpers\":{\"https://r:1\":\"own\"},\"auths\":{\"r:1\":{\"auth\":\"YTpi\"}}}");
        _helper.Answers["https://r:1"] = Auth("https://r:1");

        Assert.True(await Store().EraseAsync("r:1", LoginPlace.OfHelper("own"), default));
        Assert.NotNull(await ResolveAsync("r:1"));
        Assert.False(await Store().EraseAsync("r:1", LoginPlace.OfHelper("own"), default));
        Assert.True(await Store().EraseAsync("r:1", LoginPlace.ConfigFile, default));
        Assert.Null(await ResolveAsync("r:1"));
    }

    [Fact]
    public async Task All_places_are_listed_without_secrets_and_what_fails_is_one_entry()
    {
        _settings.Variables["DOCKER_AUTH_CONFIG"] = $$$$"""{"auths":{"v:1":{"auth":"{{{{Base64("var:s3cret")}}}}"},"w:1":{"auth":"s3cret"}}}""";
        _settings.WriteConfig($$$$"""
            {"credHelpers":{"own:1":"own","broken:1":"bad","none:1":"own"},
             "auths":{"f:1":{"auth":"{{{{Base64("file:s3cret")}}}}"},"g:1":{"auth":"s3cret"},"own:1":{"auth":"{{{{Base64("stale:s3cret")}}}}"},"e:1":{}}}
            """);
        _helper.Failing.Add("bad");
        _helper.Answers["own:1"] = new RegistryAuth { IdentityToken = "s3cret", ServerAddress = "own:1" };

        List<StoredLogin> logins = await ListAsync();

        Assert.Equal(
            ["v:1 DOCKER_AUTH_CONFIG var", "w:1 DOCKER_AUTH_CONFIG !", "own:1 Helper:own token", "broken:1 Helper:bad !", "f:1 Config file file", "g:1 Config file !"],
            logins.Select(login => $"{login.Key} {login.Place} {(login.Error is not null ? "!" : login.IsToken ? "token" : login.UserName)}"));
        Assert.DoesNotContain("s3cret", string.Join('\n', logins.Select(login => $"{login} {login.Error}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_is_listed_with_its_users()
    {
        _settings.WriteConfig("{\"credsStore\":\"all\",\"auths\":{\"r:1\":{},\"stale:1\":{\"auth\":\"YTpi\"}}}");
        _helper.Answers["r:1"] = Auth("r:1");
        _helper.Answers["t:1"] = new RegistryAuth { IdentityToken = "x", ServerAddress = "t:1" };

        Assert.Equal(["r:1 me False", "t:1  True"], (await ListAsync()).Select(login => $"{login.Key} {login.UserName} {login.IsToken}"));
        Assert.Equal(["all list"], _helper.Asked);

        _helper.Failing.Add("all");
        Assert.Equal("docker-credential-all", Assert.Single(await ListAsync(), login => login.Error is not null).Key);
    }

    [Fact]
    public async Task Logins_at_the_same_time_are_all_kept()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 20), async (i, token) => await Store().StoreAsync(Auth($"r:{i}"), token));

        Assert.Equal(20, (await ListAsync()).Count);
    }

    [Fact]
    public async Task A_broken_file_is_not_overwritten()
    {
        _settings.WriteConfig("{ s3cret");

        DockerConfigurationException error = await Assert.ThrowsAsync<DockerConfigurationException>(() => Store().StoreAsync(Auth("r:1"), default));

        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("{ s3cret", File.ReadAllText(_settings.ConfigFile));
    }

    private CredentialStore Store() => new(_settings.Environment, _helper);

    private Task<RegistryAuth?> ResolveAsync(string host) => new CredentialResolver(_settings.Environment, _helper).ResolveAsync(host, default);

    private async Task<List<StoredLogin>> ListAsync()
    {
        List<StoredLogin> logins = [];
        await foreach (StoredLogin login in Store().ListAsync(default))
            logins.Add(login);
        return logins;
    }

    private static RegistryAuth Auth(string key) => new() { Username = "me", Password = "word", ServerAddress = key };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
