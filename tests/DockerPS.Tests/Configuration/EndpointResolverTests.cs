using DockerPS.Engine;
using DockerPS.Engine.Configuration;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Configuration;

public sealed class EndpointResolverTests : IDisposable
{
    private readonly SettingsFolder _settings = new();

    public void Dispose() => _settings.Dispose();

    [Fact]
    public void Nothing_set_is_the_platforms_default()
    {
        ResolvedEndpoint resolved = Resolver().ResolveDefault();

        Assert.Equal("unix:///var/run/docker.sock", resolved.Name);
        Assert.Equal("the platform's default", resolved.Reason);
        Assert.Null(resolved.PinnedVersion);
        Assert.Equal("", resolved.Headers);
    }

    [Fact]
    public void On_windows_the_default_is_the_pipe()
    {
        ResolvedEndpoint resolved = new EndpointResolver(_settings.Make(isWindows: true)).ResolveDefault();

        Assert.Equal("npipe:////./pipe/docker_engine", resolved.Endpoint.ToString());
    }

    [UnixFact]
    public void Other_sockets_stand_in_where_the_default_is_absent()
    {
        _settings.Sockets.Clear();
        Assert.Equal("unix:///var/run/docker.sock", Resolver().ResolveDefault().Name);

        _settings.Sockets.Add($"{_settings.Home}/.docker/desktop/docker.sock");
        Assert.Equal($"unix://{_settings.Home}/.docker/desktop/docker.sock", Resolver().ResolveDefault().Name);

        _settings.Sockets.Add($"{_settings.Home}/.docker/run/docker.sock");
        Assert.Equal($"unix://{_settings.Home}/.docker/run/docker.sock", Resolver().ResolveDefault().Name);

        _settings.Sockets.Add("/run/user/7/docker.sock");
        _settings.Variables["XDG_RUNTIME_DIR"] = "/run/user/7";
        Assert.Equal("unix:///run/user/7/docker.sock", Resolver().ResolveDefault().Name);
        Assert.Contains("absent", Resolver().ResolveDefault().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_is_host_then_context_then_config_then_platform()
    {
        _settings.WriteContext("one", "tcp://one:1");
        _settings.WriteContext("two", "tcp://two:2");
        _settings.WriteConfig("""{"currentContext":"one"}""");
        Assert.Equal(("one", "tcp://one:1", "the current context 'one' of config.json"), Told(Resolver().ResolveDefault()));

        _settings.Variables["DOCKER_CONTEXT"] = "two";
        Assert.Equal(("two", "tcp://two:2", "the context 'two' of the DOCKER_CONTEXT environment variable"), Told(Resolver().ResolveDefault()));

        _settings.Variables["DOCKER_HOST"] = "tcp://three:3";
        Assert.Equal(("tcp://three:3", "tcp://three:3", "the DOCKER_HOST environment variable"), Told(Resolver().ResolveDefault()));
    }

    [Fact]
    public void Docker_host_overriding_a_context_is_warned_about()
    {
        Assert.Null(Resolver().OverrideWarning);
        _settings.Variables["DOCKER_CONTEXT"] = "two";
        Assert.Null(Resolver().OverrideWarning);

        _settings.Variables["DOCKER_HOST"] = "tcp://three:3";

        Assert.Contains("'two'", Resolver().OverrideWarning, StringComparison.Ordinal);
        Assert.Equal("default", Resolver().CurrentContextName);
    }

    [Fact]
    public void Empty_variables_are_not_set()
    {
        _settings.WriteContext("one", "tcp://one:1");
        _settings.WriteConfig("""{"currentContext":"one"}""");
        _settings.Variables["DOCKER_HOST"] = "";
        _settings.Variables["DOCKER_CONTEXT"] = "";
        _settings.Variables["DOCKER_TLS_VERIFY"] = "";

        Assert.Equal("one", Resolver().ResolveDefault().Name);
    }

    [Fact]
    public void A_wrong_docker_host_is_told_as_such()
    {
        _settings.Variables["DOCKER_HOST"] = "tcp://me:s3cret@host";

        DockerConfigurationException error = Assert.Throws<DockerConfigurationException>(() => Resolver().ResolveDefault());

        Assert.Contains("DOCKER_HOST", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("false")]
    public void Any_value_of_tls_verify_verifies(string value)
    {
        string ca = _settings.Write("certs/ca.pem", "x");
        string certificate = _settings.Write("certs/cert.pem", "x");
        string key = _settings.Write("certs/key.pem", "x");
        _settings.Variables["DOCKER_HOST"] = "tcp://host";
        _settings.Variables["DOCKER_TLS_VERIFY"] = value;
        _settings.Variables["DOCKER_CERT_PATH"] = Path.Combine(_settings.Home, "certs");

        DockerEndpoint endpoint = Resolver().ResolveDefault().Endpoint;

        Assert.Equal(new TlsOptions(ca, certificate, key), endpoint.Tls);
        Assert.Equal("tcp://host:2376", endpoint.ToString());
    }

    [Fact]
    public void Docker_tls_alone_does_not_verify_and_a_lone_certificate_is_not_sent()
    {
        string ca = _settings.Write(".docker/ca.pem", "x");
        _settings.Write(".docker/cert.pem", "x");
        _settings.Variables["DOCKER_TLS"] = "1";

        Assert.Equal(new TlsOptions(ca, null, null, SkipVerification: true), Resolver().ResolveHost("tcp://host").Endpoint.Tls);
    }

    [Fact]
    public void Tls_without_a_ca_says_where_it_was_looked_for()
    {
        _settings.Variables["DOCKER_TLS_VERIFY"] = "1";

        DockerConfigurationException error = Assert.Throws<DockerConfigurationException>(() => Resolver().ResolveHost("tcp://host"));

        Assert.Contains(_settings.ConfigFolder, error.Message, StringComparison.Ordinal);
        Assert.Contains("DOCKER_CERT_PATH", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tls_variables_leave_sockets_and_contexts_alone()
    {
        _settings.Variables["DOCKER_TLS_VERIFY"] = "1";
        _settings.WriteContext("plain", "tcp://plain:1");

        Assert.Null(Resolver().ResolveHost("unix:///run/docker.sock").Endpoint.Tls);
        Assert.Null(Resolver().ResolveHost("ssh://host").Endpoint.Tls);
        Assert.Null(Resolver().ResolveContext("plain").Endpoint.Tls);
    }

    [Fact]
    public void Tls_without_a_host_is_the_local_tls_port()
    {
        _settings.Write(".docker/ca.pem", "x");
        _settings.Variables["DOCKER_TLS_VERIFY"] = "1";

        ResolvedEndpoint resolved = Resolver().ResolveDefault();

        Assert.Equal("tcp://127.0.0.1:2376", resolved.Name);
        Assert.Contains("DOCKER_TLS_VERIFY", resolved.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_tls_wins_over_the_variables()
    {
        _settings.Variables["DOCKER_TLS_VERIFY"] = "1";
        TlsOptions tls = new("mine.pem", null, null);

        Assert.Equal(tls, Resolver().ResolveHost("host:1", tls).Endpoint.Tls);
    }

    [Fact]
    public void A_context_brings_its_tls_material()
    {
        _settings.WriteContext("prod", "tcp://prod:2376", false, "", "ca.pem", "cert.pem", "key.pem");
        string folder = Path.Combine(_settings.ConfigFolder, "contexts", "tls", SettingsFolder.Hash("prod"), "docker");

        ResolvedEndpoint resolved = Resolver().ResolveContext("prod");

        Assert.Equal("prod", resolved.Name);
        Assert.Equal("the context 'prod'", resolved.Reason);
        Assert.Equal(
            new TlsOptions(Path.Combine(folder, "ca.pem"), Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem")),
            resolved.Endpoint.Tls);
    }

    [Theory]
    [InlineData("cert.pem")]
    [InlineData("key.pem")]
    public void Of_a_contexts_pair_one_alone_is_not_sent(string file)
    {
        _settings.WriteContext("prod", "tcp://prod:2376", false, "", file);

        Assert.Equal(new TlsOptions(null, null, null), Resolver().ResolveContext("prod").Endpoint.Tls);
    }

    [Fact]
    public void A_context_that_skips_verification_uses_tls()
    {
        _settings.WriteContext("lab", "tcp://lab:2376", skipVerification: true);

        Assert.Equal(new TlsOptions(null, null, null, SkipVerification: true), Resolver().ResolveContext("lab").Endpoint.Tls);
    }

    [Fact]
    public void The_context_default_is_what_docker_host_says()
    {
        _settings.Variables["DOCKER_HOST"] = "tcp://three:3";

        Assert.Equal("tcp://three:3", Resolver().ResolveContext("default").Name);
    }

    [Theory]
    [InlineData("nosuch")]
    [InlineData("../etc")]
    [InlineData("-x")]
    public void An_unknown_context_is_an_error_that_lists_the_known(string name)
    {
        _settings.WriteContext("prod", "tcp://prod:1");

        ContextNotFoundException error = Assert.Throws<ContextNotFoundException>(() => Resolver().ResolveContext(name));

        Assert.Equal(name, error.ContextName);
        Assert.Contains("does not exist", error.Message, StringComparison.Ordinal);
        Assert.Contains("prod", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_current_context_that_is_gone_is_not_replaced_by_the_default()
    {
        _settings.WriteConfig("""{"currentContext":"gone"}""");

        ContextNotFoundException error = Assert.Throws<ContextNotFoundException>(() => Resolver().ResolveDefault());

        Assert.StartsWith("The current context 'gone' of config.json does not exist.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_context_says_why()
    {
        _settings.WriteMeta("bad", "{");
        _settings.WriteContext("empty", "");
        _settings.WriteContext("relative", "unix://x.sock");

        Assert.Contains("meta.json", Assert.Throws<DockerConfigurationException>(() => Resolver().ResolveContext("bad")).Message, StringComparison.Ordinal);
        Assert.Contains("no docker endpoint", Assert.Throws<DockerConfigurationException>(() => Resolver().ResolveContext("empty")).Message, StringComparison.Ordinal);
        Assert.Contains("full path", Assert.Throws<DockerConfigurationException>(() => Resolver().ResolveContext("relative")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contexts_name_is_found_without_regard_to_case_where_that_is_clear()
    {
        _settings.WriteContext("Prod", "tcp://one:1");
        Assert.Equal("Prod", Resolver().ResolveContext("PROD").Name);

        _settings.WriteContext("prod", "tcp://two:2");
        Assert.Equal("tcp://two:2", Resolver().ResolveContext("prod").Endpoint.ToString());
        Assert.Contains("Prod, prod", Assert.Throws<ContextNotFoundException>(() => Resolver().ResolveContext("PROD")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prod", "prod")]
    [InlineData(" prod ", "prod")]
    [InlineData("tcp://host:1", "tcp://host:1")]
    [InlineData("host:1", "tcp://host:1")]
    [InlineData("unix:///run/x.sock", "unix:///run/x.sock")]
    [InlineData("default", "unix:///var/run/docker.sock")]
    public void Text_is_a_context_or_an_endpoint(string text, string name)
    {
        _settings.WriteContext("prod", "tcp://prod:1");

        Assert.Equal(name, Resolver().ResolveText(text).Name);
    }

    [Theory]
    [InlineData("nosuch")]
    [InlineData("host.example")]
    [InlineData("/var/run/docker.sock")]
    [InlineData("")]
    public void Text_that_is_neither_is_an_error_and_never_the_default(string text)
    {
        ContextNotFoundException error = Assert.Throws<ContextNotFoundException>(() => Resolver().ResolveText(text));

        Assert.Contains("tcp://host:2376", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pinned_version_goes_with_every_endpoint()
    {
        _settings.Variables["DOCKER_API_VERSION"] = "v1.41";
        Assert.Equal(new ApiVersion(1, 41), Resolver().ResolveHost("tcp://host").PinnedVersion);

        _settings.Variables["DOCKER_API_VERSION"] = "newest";
        Assert.Contains("DOCKER_API_VERSION", Assert.Throws<DockerConfigurationException>(() => Resolver().ResolveDefault()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_are_merged_and_the_variable_wins()
    {
        _settings.WriteConfig("""{"HttpHeaders":{"X-Two":"config","b-one":"config","User-Agent":"me"}}""");
        _settings.Variables["DOCKER_CUSTOM_HEADERS"] = "one=one-value,\"x-two=two,\"\"value\",\" Three = a  \",four=,five=five=one,five=five-two";

        string headers = Resolver().ResolveDefault().Headers;

        Assert.Equal("b-one: config\nfive: five-two\none: one-value\nThree: a\nX-Two: two,\"value", headers);
    }

    [Theory]
    [InlineData("s3cret")]
    [InlineData("=s3cret")]
    [InlineData("a=1,")]
    [InlineData("\"a=s3cret")]
    [InlineData("a=\"s3cret\"")]
    [InlineData("\"a=s3cret\"x")]
    [InlineData("a b=s3cret")]
    [InlineData("a=s3cret\r\nb: c")]
    public void Wrong_headers_are_refused_without_their_values(string text)
    {
        _settings.Variables["DOCKER_CUSTOM_HEADERS"] = text;

        DockerConfigurationException error = Assert.Throws<DockerConfigurationException>(() => Resolver().ResolveDefault());

        Assert.Contains("DOCKER_CUSTOM_HEADERS", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_text_does_not_show_headers()
    {
        _settings.WriteConfig("""{"HttpHeaders":{"X-Token":"s3cret"}}""");
        _settings.WriteContext("prod", "tcp://prod:1");

        Assert.Equal("prod (tcp://prod:1)", Resolver().ResolveContext("prod").ToString());
        Assert.Equal("tcp://prod:1", Resolver().ResolveHost("prod:1").ToString());
    }

    [Fact]
    public void A_broken_config_file_is_an_error_and_not_the_default_engine()
    {
        _settings.WriteConfig("{");

        Assert.Throws<DockerConfigurationException>(() => Resolver().ResolveDefault());
    }

    [Fact]
    public void The_folder_can_be_elsewhere()
    {
        string file = _settings.Write("other/config.json", """{"currentContext":"default"}""");
        _settings.WriteConfig("{");
        _settings.Variables["DOCKER_CONFIG"] = Path.GetDirectoryName(file)!;
        _settings.Variables["DOCKER_DEFAULT_PLATFORM"] = "linux/arm64";

        Assert.Equal("unix:///var/run/docker.sock", Resolver().ResolveDefault().Name);
        Assert.Equal("linux/arm64", _settings.Environment.DefaultPlatform);
    }

    private static (string Name, string Endpoint, string Reason) Told(ResolvedEndpoint resolved) =>
        (resolved.Name, resolved.Endpoint.ToString(), resolved.Reason);

    private EndpointResolver Resolver() => new(_settings.Environment);
}
