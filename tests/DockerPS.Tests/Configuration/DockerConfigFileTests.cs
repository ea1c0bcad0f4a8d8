using System.Runtime.Versioning;
using System.Text;
using DockerPS.Engine.Configuration;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Configuration;

public sealed class DockerConfigFileTests : IDisposable
{
    private readonly SettingsFolder _settings = new();

    public void Dispose() => _settings.Dispose();

    [Fact]
    public void A_missing_file_is_empty()
    {
        DockerConfigFile config = Load();

        Assert.Null(config.CurrentContext);
        Assert.Null(config.CredentialStore);
        Assert.Null(config.DetachKeys);
        Assert.Empty(config.CredentialHelpers);
        Assert.Empty(config.HttpHeaders);
        Assert.Empty(config.PruneFilters);
        Assert.Empty(config.ProxyEnvironment("unix:///var/run/docker.sock"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("{}")]
    [InlineData("{\"currentContext\":null}")]
    [InlineData("{\"currentContext\":\"\"}")]
    public void Nothing_said_is_nothing_set(string json)
    {
        _settings.WriteConfig(json);

        Assert.Null(Load().CurrentContext);
    }

    [Fact]
    public void Reads_what_the_client_uses()
    {
        _settings.WriteConfig("""
            {
                "auths": { "host:5000": {} }, "credsStore": "pass", "credHelpers": { "a.example": "x", "A.example": "" },
                "httpheaders": { "X-A": "1" }, "currentContext": "old", "CURRENTCONTEXT": "prod",
                "detachKeys": "ctrl-e", "pruneFilters": ["label!=keep"], "unknown": [1, {}]
            }
            """);

        DockerConfigFile config = Load();

        Assert.Equal("prod", config.CurrentContext);
        Assert.Equal("pass", config.CredentialStore);
        Assert.Equal("x", config.CredentialHelpers["a.example"]);
        Assert.Equal("", config.CredentialHelpers["A.example"]);
        Assert.Equal("1", config.HttpHeaders["X-A"]);
        Assert.Equal("ctrl-e", config.DetachKeys);
        Assert.Equal(["label!=keep"], config.PruneFilters);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        File.WriteAllText(_settings.ConfigFile, "{\"currentContext\":\"prod\"}", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal("prod", Load().CurrentContext);
    }

    [Theory]
    [InlineData("{\n\"auths\": {\n\"h\": { \"auth\": \"s3cret\" ", 3)]
    [InlineData("{\n\"auths\": s3cret }", 2)]
    [InlineData("{\"auths\": {} // s3cret\n}", 1)]
    [InlineData("[]", 1)]
    [InlineData("{} s3cret", 1)]
    public void Broken_json_is_told_with_file_and_line(string json, int line)
    {
        _settings.WriteConfig(json);

        DockerConfigurationException error = Assert.Throws<DockerConfigurationException>(Load);

        Assert.Equal(_settings.ConfigFile, error.File);
        Assert.Equal(line, error.Line);
        Assert.Contains(_settings.ConfigFile, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xff })]
    [InlineData(new byte[] { (byte)'\\', (byte)'u', (byte)'d', (byte)'8', (byte)'0', (byte)'0' })]
    public void Text_that_is_no_unicode_is_told(byte[] text)
    {
        File.WriteAllBytes(_settings.ConfigFile, [.. "{\"a\":[{\""u8, .. text, .. "\":1}]}"u8]);

        DockerConfigurationException error = Assert.Throws<DockerConfigurationException>(Load);

        Assert.Equal(_settings.ConfigFile, error.File);
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_kind_names_the_key_and_spoils_nothing_else()
    {
        _settings.WriteConfig("""{"HttpHeaders":{"X-Token":["s3cret"]},"currentContext":"prod"}""");
        DockerConfigFile config = Load();

        DockerConfigurationException error = Assert.Throws<DockerConfigurationException>(() => config.HttpHeaders);

        Assert.Contains("HttpHeaders.X-Token", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("prod", config.CurrentContext);
    }

    [Fact]
    public void Its_text_is_its_path()
    {
        _settings.WriteConfig("""{"auths":{"h":{"auth":"s3cret"}}}""");

        Assert.Equal(_settings.ConfigFile, Load().ToString());
    }

    [Theory]
    [InlineData("tcp://my.docker.host:2376", "http://host-proxy")]
    [InlineData("unix:///var/run/docker.sock", "http://default-proxy")]
    public void Proxies_are_those_of_the_endpoint_else_the_default(string endpoint, string proxy)
    {
        _settings.WriteConfig("""
            { "proxies": {
                "default": { "httpProxy": "http://default-proxy", "noProxy": "a,b" },
                "tcp://my.docker.host:2376": { "httpProxy": "http://host-proxy", "noProxy": "a,b", "httpsProxy": "" } } }
            """);

        IReadOnlyDictionary<string, string> variables = Load().ProxyEnvironment(endpoint);

        Assert.Equal(
            new Dictionary<string, string> { ["HTTP_PROXY"] = proxy, ["http_proxy"] = proxy, ["NO_PROXY"] = "a,b", ["no_proxy"] = "a,b" },
            variables);
    }

    [Fact]
    public void All_five_proxies_are_known()
    {
        _settings.WriteConfig("""{"proxies":{"default":{"httpProxy":"1","httpsProxy":"2","noProxy":"3","ftpProxy":"4","allProxy":"5"}}}""");

        IReadOnlyDictionary<string, string> variables = Load().ProxyEnvironment("x");

        Assert.Equal(10, variables.Count);
        Assert.Equal("4", variables["ftp_proxy"]);
        Assert.Equal("5", variables["ALL_PROXY"]);
    }

    [Theory]
    [InlineData("", "new", "{\n\t\"currentContext\": \"new\"\n}")]
    [InlineData("{}", "new", "{\n\t\"currentContext\": \"new\"\n}")]
    [InlineData("{\"a\":1}", "new", "{\"a\":1,\"currentContext\": \"new\"}")]
    [InlineData("{\n  \"a\": {\"b\": [1, 2]}\n}\n", "new", "{\n  \"a\": {\"b\": [1, 2]},\n  \"currentContext\": \"new\"\n}\n")]
    [InlineData("{\n\t\"currentContext\" :  \"old\",\n\t\"z\": 1.50\n}", "new", "{\n\t\"currentContext\" :  \"new\",\n\t\"z\": 1.50\n}")]
    [InlineData("{\"x\":{\"currentContext\":\"inner\"},\"currentcontext\":null}", "new", "{\"x\":{\"currentContext\":\"inner\"},\"currentcontext\":\"new\"}")]
    [InlineData("{\n  \"a\": 1,\n  \"currentContext\": \"old\",\n  \"z\": 2\n}", null, "{\n  \"a\": 1,\n  \"z\": 2\n}")]
    [InlineData("{\n  \"a\": 1,\n  \"currentContext\": \"old\"\n}", null, "{\n  \"a\": 1\n}")]
    [InlineData("{\n  \"currentContext\": \"old\",\n  \"z\": 2\n}", null, "{\n  \"z\": 2\n}")]
    [InlineData("{ \"currentContext\": \"old\" }", null, "{}")]
    [InlineData("{\"a\":1}", null, "{\"a\":1}")]
    public void The_current_context_is_set_and_every_other_byte_kept(string before, string? name, string after)
    {
        _settings.WriteConfig(before);

        DockerConfigFile.WriteCurrentContext(_settings.ConfigFolder, name);

        Assert.Equal(after, File.ReadAllText(_settings.ConfigFile));
        Assert.Equal(name, Load().CurrentContext);
        Assert.Equal([_settings.ConfigFile], Directory.GetFiles(_settings.ConfigFolder));
    }

    [Fact]
    public void A_missing_file_and_folder_are_made()
    {
        string folder = Path.Combine(_settings.Home, "new", "folder");

        DockerConfigFile.WriteCurrentContext(folder, "prod");

        Assert.Equal("prod", DockerConfigFile.Load(folder).CurrentContext);
    }

    [Fact]
    public void Taking_out_of_nothing_makes_no_file()
    {
        DockerConfigFile.WriteCurrentContext(_settings.ConfigFolder, null);

        Assert.False(File.Exists(_settings.ConfigFile));
    }

    [Fact]
    public void A_broken_file_is_not_overwritten()
    {
        _settings.WriteConfig("{ broken");

        Assert.Throws<DockerConfigurationException>(() => DockerConfigFile.WriteCurrentContext(_settings.ConfigFolder, "prod"));

        Assert.Equal("{ broken", File.ReadAllText(_settings.ConfigFile));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void The_file_is_the_owners_alone()
    {
        _settings.WriteConfig("{}");

        DockerConfigFile.WriteCurrentContext(_settings.ConfigFolder, "prod");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_settings.ConfigFile));
    }

    [UnixFact]
    public void A_link_is_followed()
    {
        string real = _settings.Write("elsewhere/real.json", "{\"a\":1}");
        File.CreateSymbolicLink(_settings.ConfigFile, "../elsewhere/real.json");

        DockerConfigFile.WriteCurrentContext(_settings.ConfigFolder, "prod");

        Assert.Equal("../elsewhere/real.json", new FileInfo(_settings.ConfigFile).LinkTarget);
        Assert.Equal("{\"a\":1,\"currentContext\": \"prod\"}", File.ReadAllText(real));
    }

    [UnixFact]
    public void A_link_that_leads_nowhere_yet_is_followed()
    {
        string real = Path.Combine(_settings.Home, "real.json");
        File.CreateSymbolicLink(_settings.ConfigFile, real);

        DockerConfigFile.WriteCurrentContext(_settings.ConfigFolder, "prod");

        Assert.Equal(real, new FileInfo(_settings.ConfigFile).LinkTarget);
        Assert.Contains("prod", File.ReadAllText(real), StringComparison.Ordinal);
    }

    private DockerConfigFile Load() => DockerConfigFile.Load(_settings.ConfigFolder);
}
