using DockerPS.Engine.Configuration;

namespace DockerPS.Tests.Configuration;

public sealed class DockerContextStoreTests : IDisposable
{
    private readonly SettingsFolder _settings = new();

    public void Dispose() => _settings.Dispose();

    [Fact]
    public void Without_a_store_there_is_default()
    {
        DockerContext context = Assert.Single(Store().List());

        Assert.Equal("default", context.Name);
        Assert.Equal("Current DOCKER_HOST based configuration", context.Description);
        Assert.Equal("unix:///var/run/docker.sock", context.Endpoint);
        Assert.True(context.Current);
        Assert.Null(context.Error);
    }

    [Fact]
    public void Lists_what_is_stored_by_name()
    {
        _settings.WriteContext("prod", "tcp://prod:2376", true, "the real thing", "ca.pem");
        _settings.WriteContext("Alpha", "ssh://me@alpha");
        _settings.WriteConfig("""{"currentContext":"prod"}""");

        IReadOnlyList<DockerContext> contexts = Store().List();

        Assert.Equal(["default", "Alpha", "prod"], contexts.Select(context => context.Name));
        Assert.Equal([false, false, true], contexts.Select(context => context.Current));
        Assert.Equal([false, false, true], contexts.Select(context => context.HasTlsMaterial));
        Assert.Equal([false, false, true], contexts.Select(context => context.SkipTlsVerify));
        Assert.Equal("the real thing", contexts[2].Description);
        Assert.Equal("ssh://me@alpha", contexts[1].Endpoint);
        Assert.Equal("prod", contexts[2].ToString());
    }

    [Fact]
    public void A_broken_context_is_listed_with_its_error()
    {
        _settings.WriteMeta("broken", "{\"Name\":");
        _settings.WriteMeta("moved", """{"Name":"other","Endpoints":{"docker":{"Host":"tcp://x:1"}}}""");
        _settings.WriteMeta("odd", """{"Name":"odd","Endpoints":{"docker":{"Host":5}}}""");
        _settings.WriteContext("good", "tcp://good:1");

        IReadOnlyList<DockerContext> contexts = Store().List();

        Assert.Equal(5, contexts.Count);
        Assert.Equal(3, contexts.Count(context => context.Error is not null));
        Assert.Contains("line 1", contexts.Single(context => context.Name == SettingsFolder.Hash("broken")).Error, StringComparison.Ordinal);
        Assert.Contains("not the one of its folder", contexts.Single(context => context.Name == SettingsFolder.Hash("moved")).Error, StringComparison.Ordinal);
        Assert.Contains("Endpoints.docker.Host", contexts.Single(context => context.Name == SettingsFolder.Hash("odd")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_current_context_that_is_gone_is_listed_with_an_error()
    {
        _settings.WriteConfig("""{"currentContext":"gone"}""");

        DockerContext context = Store().List()[^1];

        Assert.Equal("gone", context.Name);
        Assert.True(context.Current);
        Assert.NotNull(context.Error);
    }

    [Fact]
    public void A_current_context_that_is_broken_is_listed_once_by_its_name()
    {
        _settings.WriteMeta("broken", "{");
        _settings.WriteConfig("""{"currentContext":"broken"}""");

        DockerContext[] contexts = [.. Store().List()];

        Assert.Equal(["default", "broken"], contexts.Select(context => context.Name));
        Assert.True(contexts[1].Current);
        Assert.Contains("meta.json", contexts[1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_docker_host_is_the_error_of_default()
    {
        _settings.Variables["DOCKER_HOST"] = "fd://";

        DockerContext context = Assert.Single(Store().List());

        Assert.Contains("DOCKER_HOST", context.Error, StringComparison.Ordinal);
        Assert.Equal("", context.Endpoint);
    }

    [Fact]
    public void A_password_in_a_stored_host_is_not_shown()
    {
        _settings.WriteContext("bad", "ssh://me:s3cret@host");

        Assert.Equal("ssh://***@host", Store().Find("bad")!.Endpoint);
    }

    [Fact]
    public void Finds_by_name()
    {
        _settings.WriteContext("prod", "tcp://prod:1");

        Assert.Equal("prod", Store().Find("Prod")!.Name);
        Assert.Equal("default", Store().Find("Default")!.Name);
        Assert.Null(Store().Find("nosuch"));
        Assert.Null(Store().Find("../meta"));
    }

    [Fact]
    public void Setting_the_current_one_checks_that_it_is_there()
    {
        _settings.WriteContext("prod", "tcp://prod:1");

        Store().SetCurrent("PROD");
        Assert.True(Store().Find("prod")!.Current);
        Assert.Equal("prod", DockerConfigFile.Load(_settings.ConfigFolder).CurrentContext);

        Assert.Throws<ContextNotFoundException>(() => Store().SetCurrent("nosuch"));
        Assert.True(Store().Find("prod")!.Current);

        Store().SetCurrent("default");
        Assert.True(Store().Find("default")!.Current);
        Assert.Equal("{}", File.ReadAllText(_settings.ConfigFile));
    }

    private DockerContextStore Store() => new(_settings.Environment);
}
