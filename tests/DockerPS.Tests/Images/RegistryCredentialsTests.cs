using System.Text;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;
using DockerPS.Tests.Configuration;

namespace DockerPS.Tests.Images;

public sealed class RegistryCredentialsTests : IDisposable
{
    private readonly SettingsFolder _settings = new();
    private readonly RecordingHelper _helper = new();
    private readonly List<string> _warnings = [];
    private readonly Dictionary<string, RegistryAuth> _session = new(StringComparer.Ordinal);

    public void Dispose() => _settings.Dispose();

    [Fact]
    public async Task The_session_goes_before_the_variable_the_helper_and_the_file()
    {
        _settings.WriteConfig("""{"credsStore":"all"}""");
        _settings.Variables["DOCKER_AUTH_CONFIG"] = $$$$"""{"auths":{"v:1":{"auth":"{{{{Base64("variable:1")}}}}"},"s:1":{"auth":"{{{{Base64("variable:1")}}}}"}}}""";
        _helper.Answers["h:1"] = Auth("helper", "h:1");
        _helper.Answers["s:1"] = Auth("helper", "s:1");
        _session["s:1"] = Auth("session", "s:1");
        _session["https://index.docker.io/v1/"] = Auth("hub", "https://index.docker.io/v1/");
        RegistryCredentials credentials = Credentials();

        Assert.Equal("session", (await credentials.FindAsync("s:1"))!.Username);
        Assert.Equal("variable", (await credentials.FindAsync("v:1"))!.Username);
        Assert.Equal("helper", (await credentials.FindAsync("h:1"))!.Username);
        Assert.Equal("hub", (await credentials.FindAsync("docker.io"))!.Username);
        Assert.Null(await credentials.FindAsync("none:1"));
    }

    [Fact]
    public async Task A_helper_is_asked_once_for_each_registry()
    {
        _settings.WriteConfig("""{"credsStore":"all"}""");
        RegistryCredentials credentials = Credentials();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => credentials.FindAsync(i % 2 == 0 ? "a:1" : "b:1")));

        Assert.Equal(["all a:1", "all b:1"], _helper.Asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_broken_variable_is_warned_about_once()
    {
        _settings.Variables["DOCKER_AUTH_CONFIG"] = "{ s3cret";
        RegistryCredentials credentials = Credentials();

        Assert.Null(await credentials.FindAsync("a:1"));
        Assert.Null(await credentials.FindAsync("b:1"));

        Assert.DoesNotContain("s3cret", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_has_the_sessions_over_the_files()
    {
        _settings.WriteConfig($$$$"""{"auths":{"a:1":{"auth":"{{{{Base64("file:1")}}}}"},"b:1":{"auth":"{{{{Base64("file:1")}}}}"}}}""");
        _session["b:1"] = Auth("session", "b:1");

        IReadOnlyList<RegistryAuth> all = await Credentials().AllAsync();

        Assert.Equal(["file on a:1", "session on b:1"], all.Select(static auth => auth.ToString()).Order(StringComparer.Ordinal));
    }

    private RegistryCredentials Credentials() => new(
        _session,
        text =>
        {
            _warnings.Add(text);
            return Task.CompletedTask;
        },
        default,
        _settings.Environment,
        _helper);

    private static RegistryAuth Auth(string user, string key) => new() { Username = user, Password = "word", ServerAddress = key };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
