using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Runtime.Versioning;
using System.Security;
using System.Text;
using DockerPS.Tests.Configuration;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Images;

/// <summary>Login, logout and list of registries, against an engine that answers as told.</summary>
[Collection(SequentialProcesses.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class RegistryLoginTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Secret = "hunter2-not-to-be-seen";
    private const string Accepted = """{"Status":"Login Succeeded","IdentityToken":""}""";

    private readonly DockerSettings _settings = new("{}");
    private readonly ScriptedImages _engine = new();
    private readonly List<string> _bodies = [];
    private readonly Runspace _runspace = SmaDouble.Session.CreateRunspace();

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _settings.Dispose();
    }

    [UnixFact]
    public void Checks_with_the_engine_and_stores_as_docker_does_with_a_warning()
    {
        Answer(200, Accepted);

        CmdletResult result = Connect("https://r.example:1/v2/").With("Credential", Credential()).Run().AssertNoErrors();

        Assert.Equal($$"""{"username":"me","password":"{{Secret}}","serveraddress":"r.example:1"}""", Assert.Single(_bodies));
        Assert.Equal($"{{\n\t\"auths\": {{\n\t\t\"r.example:1\": {{\n\t\t\t\"auth\": \"{Base64("me:" + Secret)}\"\n\t\t}}\n\t}}\n}}", _settings.Config);
        Assert.Contains("unencrypted", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_settings.Folder, "config.json")));

        // The same once more changes nothing, and is no news.
        Assert.Empty(Connect("r.example:1").With("Credential", Credential()).Run().AssertNoErrors().Warnings);
    }

    [UnixTheory]
    [InlineData(null)]
    [InlineData("docker.io")]
    [InlineData("index.docker.io")]
    [InlineData("https://index.docker.io/v1/")]
    public void Docker_Hub_has_its_old_key(string? name)
    {
        Answer(200, Accepted);

        CmdletRunner connect = Connect(null).With(new { Credential = Credential(), PassThru = true });
        DockerRegistry login = Assert.Single((name is null ? connect : connect.With("Registry", name)).Run().AssertNoErrors().OutputAs<DockerRegistry>());

        Assert.Equal(("docker.io", "https://index.docker.io/v1/", "me", "Config file"), (login.Registry, login.ServerAddress, login.UserName, login.Store));
        Assert.Contains("\"https://index.docker.io/v1/\": {", _settings.Config, StringComparison.Ordinal);
        Assert.Contains("\"serveraddress\":\"https://index.docker.io/v1/\"", Assert.Single(_bodies), StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_token_is_kept_in_place_of_the_password()
    {
        Answer(200, """{"Status":"Login Succeeded","IdentityToken":"the-token"}""");

        CmdletResult result = Connect("r:1").With(new { Credential = Credential(), PassThru = true }).Run().AssertNoErrors();

        Assert.Equal(("me", true), (result.OutputAs<DockerRegistry>()[0].UserName, result.OutputAs<DockerRegistry>()[0].IsToken));
        Assert.Empty(result.Warnings);
        Assert.Contains("\"identitytoken\": \"the-token\"", _settings.Config, StringComparison.Ordinal);
        Assert.Contains($"\"auth\": \"{Base64("me:")}\"", _settings.Config, StringComparison.Ordinal);

        Connect("t:1").With("IdentityToken", Secure("given")).Run().AssertNoErrors();
        Assert.Equal("""{"serveraddress":"t:1","identitytoken":"given"}""", _bodies[^1]);
    }

    [UnixFact]
    public void A_helper_keeps_it_and_sees_the_secret_on_its_input_only()
    {
        using FakeCredentialHelper helper = new("dpstest");
        using DockerSettings settings = new("""{"credsStore":"dpstest","other":[1,2]}""", helper.Bin);
        Answer(200, Accepted);

        CmdletResult result = Connect("r:1").With(new { UserName = "me", Password = Secure(Secret), PassThru = true }).Run().AssertNoErrors();

        Assert.Equal("Helper:dpstest", Assert.Single(result.OutputAs<DockerRegistry>()).Store);
        Assert.Empty(result.Warnings);
        Assert.Equal($$"""{"ServerURL":"r:1","Username":"me","Secret":"{{Secret}}"}""", Assert.Single(helper.Kept));
        Assert.Equal("""{"credsStore":"dpstest","other":[1,2],"auths": {"r:1": {}}}""", settings.Config);

        DockerRegistry listed = Assert.Single(Run("Get-DockerRegistry").AssertNoErrors().OutputAs<DockerRegistry>());
        Assert.Equal(("r:1", "me", "Helper:dpstest", true), (listed.Registry, listed.UserName, listed.Store, listed.IsUsed));
        Assert.Equal($$"""{"username":"me","password":"{{Secret}}","serveraddress":"r:1"}""", HeaderOfPull("r:1/x:1"));

        Assert.Empty(Run("Disconnect-DockerRegistry", "r:1").AssertNoErrors().Warnings);
        Assert.Empty(helper.Kept);
        Assert.Equal("""{"credsStore":"dpstest","other":[1,2],"auths": {}}""", settings.Config);
        Assert.Equal("Not logged in to r:1.", Assert.Single(Run("Disconnect-DockerRegistry", "r:1").AssertNoErrors().Warnings));
        Assert.Contains("store", helper.Calls, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, helper.Calls, StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_login_of_the_session_goes_before_the_stored_one_and_stays_in_its_runspace()
    {
        _settings.Config = $$$$"""{"auths":{"r:1":{"auth":"{{{{Base64("stored:1")}}}}"}}}""";
        string before = _settings.Config;
        Answer(200, Accepted);

        CmdletResult result = Connect("r:1").With(new { Credential = Credential(), SessionOnly = true, PassThru = true }).Run().AssertNoErrors();

        Assert.Equal("Session", Assert.Single(result.OutputAs<DockerRegistry>()).Store);
        Assert.Equal(before, _settings.Config);
        Assert.Contains(Secret, HeaderOfPull("r:1/x:1"), StringComparison.Ordinal);
        Assert.Equal(["me Session True", "stored Config file False"], Logins());
        Assert.Contains("\"stored\"", HeaderOfPull("r:1/y:1", SmaDouble.Session.CreateRunspace()), StringComparison.Ordinal);

        DockerRegistry ofSession = Run("Get-DockerRegistry").OutputAs<DockerRegistry>()[0];
        Runner("Disconnect-DockerRegistry").Input(ofSession).Run().AssertNoErrors();
        Assert.Equal(["stored Config file True"], Logins());
        Assert.Contains("\"stored\"", HeaderOfPull("r:1/z:1"), StringComparison.Ordinal);
    }

    [UnixTheory]
    [InlineData(401, "login attempt to http://r:1/v2/ failed with status: 401 Unauthorized", "RegistryUnauthorized", ErrorCategory.AuthenticationError, "access token")]
    [InlineData(500, "unauthorized: incorrect username or password", "RegistryUnauthorized", ErrorCategory.AuthenticationError, "access token")]
    [InlineData(500, "Get \"https://r:1/v2/\": dial tcp 1.2.3.4:1: connect: connection refused", "RegistryUnreachable", ErrorCategory.ConnectionError, "reachable")]
    [InlineData(500, "Get \"https://r:1/v2/\": x509: certificate signed by unknown authority", "RegistryUnreachable", ErrorCategory.SecurityError, "/etc/docker/certs.d/r:1/ca.crt")]
    [InlineData(500, "Get \"https://r:1/v2/\": http: server gave HTTP response to HTTPS client", "RegistryUnreachable", ErrorCategory.ConnectionError, "insecure-registries")]
    public void What_fails_is_told_in_the_engines_words_with_advice_and_nothing_is_stored(int status, string message, string id, ErrorCategory category, string advice)
    {
        Answer(status, new System.Text.Json.Nodes.JsonObject { ["message"] = message }.ToJsonString());

        CmdletResult result = Connect("r:1").With(new { Credential = Credential(), Verbose = true, Debug = true }).Run();

        ErrorRecord error = result.TerminatingError!;
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("{}", _settings.Config);
        AssertHidden(result);
    }

    [UnixFact]
    public void No_stream_shows_the_secret()
    {
        Answer(200, """{"Status":"Login Succeeded","IdentityToken":""}""");
        foreach (bool sessionOnly in (bool[])[false, true])
        {
            CmdletResult result = Connect("r:1").With(new { Credential = Credential(), SessionOnly = sessionOnly, PassThru = true, Verbose = true, Debug = true }).Run().AssertNoErrors();
            Assert.NotEmpty(result.Verbose);
            Assert.NotEmpty(result.Debug);
            AssertHidden(result);
        }

        AssertHidden(Runner("Get-DockerRegistry").With(new { Verbose = true, Debug = true }).Run().AssertNoErrors());
        AssertHidden(Runner("Disconnect-DockerRegistry").With(new { Registry = "r:1", Verbose = true, Debug = true }).Run().AssertNoErrors());
    }

    [UnixFact]
    public void WhatIf_asks_nobody_and_changes_nothing()
    {
        Answer(200, Accepted);
        CmdletRunner runner = Connect("r:1").With("WhatIf", true);

        CmdletResult result = runner.Run().AssertNoErrors();

        Assert.StartsWith("r:1 by unix://", Assert.Single(result.ShouldProcessCalls).Target, StringComparison.Ordinal);
        Assert.Empty(runner.Host.Questions);
        Assert.Empty(_bodies);
        Assert.Equal("{}", _settings.Config);
        Assert.Empty(Run("Get-DockerRegistry").Output);
    }

    [UnixFact]
    public void What_Get_Secret_returns_is_taken_from_the_pipeline()
    {
        Answer(200, Accepted);
        string expected = $$"""{"username":"me","password":"{{Secret}}","serveraddress":"r:1"}""";

        Connect("r:1").With("SessionOnly", true).Input(Credential()).Run().AssertNoErrors();
        Connect("r:1").With(new { SessionOnly = true, UserName = "me" }).Input(Secure(Secret)).Run().AssertNoErrors();
        Connect("r:1").With(new { SessionOnly = true, u = "me", PasswordStdin = true }).Input(Secret + "\r\n").Run().AssertNoErrors();

        Assert.Equal([expected, expected, expected], _bodies);
    }

    [UnixFact]
    public void Input_that_is_no_credential_is_refused()
    {
        Answer(200, Accepted);

        AssertRefused("CredentialMissing", Connect("r:1").Input(Secret));
        AssertRefused("CredentialMissing", Connect("r:1").Input(Secure(Secret)));
        AssertRefused("CredentialMissing", Connect("r:1").With("UserName", "me").Input());
        AssertRefused("CredentialMissing", Connect("r:1").With("UserName", "me").Input((object?)null));
        AssertRefused("CredentialMissing", Connect("r:1").With("UserName", "me").Input("\n"));
        AssertRefused("CredentialMissing", Connect("r:1").With(new { UserName = "me", PasswordStdin = true }));
        AssertRefused("CredentialAmbiguous", Connect("r:1").With("UserName", "me").Input(Credential()));
        AssertRefused("CredentialAmbiguous", Connect("r:1").With("Credential", Credential()).Input(Credential()));
        AssertRefused("BadParameter", Connect("r:1").Input(new Uri("https://r")));
        AssertRefused("BadParameter", Connect("a b").With("Credential", Credential()));
        AssertRefused("BadParameter", Connect("http://").With("Credential", Credential()));
        Assert.Empty(_bodies);
    }

    [UnixFact]
    public void A_password_as_text_is_refused_and_not_shown()
    {
        CmdletResult result = Connect("r:1").With(new { UserName = "me", Password = Secret }).Run();

        Assert.Contains("SecureString", result.TerminatingError!.ToString(), StringComparison.Ordinal);
        AssertHidden(result);
    }

    [UnixFact]
    public void The_user_is_asked_where_no_login_is_stored()
    {
        Answer(200, Accepted);
        CmdletRunner runner = Connect("r:1").With("SessionOnly", true);
        AssertRefused("CredentialMissing", runner);

        runner.Host.Questions.Clear();
        runner.Host.Credential = Credential();
        runner.Run().AssertNoErrors();

        Assert.Contains("r:1", Assert.Single(runner.Host.Questions), StringComparison.Ordinal);
        Assert.Contains(Secret, Assert.Single(_bodies), StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_stored_login_is_checked_and_only_where_it_is_refused_the_user_is_asked()
    {
        string config = _settings.Config = $$$$"""{"auths":{"https://r:1/v1/":{"auth":"{{{{Base64("stored:old")}}}}"}}}""";
        Answer(200, Accepted);
        CmdletRunner runner = Connect("r:1").With("PassThru", true);
        Assert.Equal("stored", Assert.Single(runner.Run().AssertNoErrors().OutputAs<DockerRegistry>()).UserName);
        Assert.Empty(runner.Host.Questions);
        Assert.Equal(config, _settings.Config);

        Answer(body => body.Contains("stored", StringComparison.Ordinal) ? (401, """{"message":"unauthorized: no"}""") : (200, Accepted));
        AssertRefused("RegistryUnauthorized", runner);
        runner.Host.Credential = Credential();
        CmdletResult result = runner.Run().AssertNoErrors();
        Assert.Equal("me", Assert.Single(result.OutputAs<DockerRegistry>()).UserName);
        Assert.Contains(Base64("me:" + Secret), _settings.Config, StringComparison.Ordinal);

        _settings.Config = config;
        DockerRegistry login = Assert.Single(Run("Get-DockerRegistry").OutputAs<DockerRegistry>());
        CmdletResult check = Connect(null).Input(login).Run();
        Assert.StartsWith("RegistryUnauthorized", Assert.Single(check.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Same(login, check.Errors[0].TargetObject);
    }

    [UnixFact]
    public void Logins_are_listed_by_name_and_pattern_and_one_that_fails_is_an_error()
    {
        _settings.Config = $$$$"""
            {"auths":{"a.example":{"auth":"{{{{Base64("a:1")}}}}"},"b.example:5000":{"auth":"{{{{Base64("b:1")}}}}"},"bad.example":{"auth":"{{{{Secret}}}}"}},"credHelpers":{"gone.example":"dps-no-such"}}
            """;

        CmdletResult all = Run("Get-DockerRegistry");
        Assert.Equal(["a.example", "b.example:5000"], all.OutputAs<DockerRegistry>().Select(static login => login.Registry));
        Assert.Equal(["gone.example", "bad.example"], all.Errors.Select(static error => error.TargetObject));
        AssertHidden(all);

        Assert.Equal("a.example", Assert.Single(Run("Get-DockerRegistry", "a.*").AssertNoErrors().OutputAs<DockerRegistry>()).Registry);
        Assert.Equal("b.example:5000", Assert.Single(Run("Get-DockerRegistry", "https://b.example:5000/v2/").AssertNoErrors().OutputAs<DockerRegistry>()).Registry);
        Assert.Empty(Run("Get-DockerRegistry", "none*").AssertNoErrors().Output);
        Assert.StartsWith("RegistryNotFound", Assert.Single(Run("Get-DockerRegistry", "none.example").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [UnixFact]
    public void Several_are_logged_out_by_name_pattern_and_object()
    {
        _settings.Config = $$$$"""
            {"x":1,"auths":{"a.example":{"auth":"{{{{Base64("a:1")}}}}"},"b.example":{"auth":"{{{{Base64("b:1")}}}}"},"http://c.test":{"auth":"{{{{Base64("c:1")}}}}"},"d.test":{"auth":"{{{{Base64("d:1")}}}}"}}}
            """;

        CmdletResult named = Run("Disconnect-DockerRegistry", "*.example", "c.test", "none.test").AssertNoErrors();
        Assert.Equal("Not logged in to none.test.", Assert.Single(named.Warnings));
        Assert.Equal($$$$"""{"x":1,"auths":{"d.test":{"auth":"{{{{Base64("d:1")}}}}"}}}""", _settings.Config.Trim());

        Runner("Disconnect-DockerRegistry").With("WhatIf", true).With("Registry", "d.test").Run().AssertNoErrors();
        Assert.Single(Run("Get-DockerRegistry").Output);
        Runner("Disconnect-DockerRegistry").Input([.. Run("Get-DockerRegistry").Output]).Run().AssertNoErrors();
        Assert.Empty(Run("Get-DockerRegistry").Output);
    }

    [UnixFact]
    public void The_variable_is_named_where_it_hides_what_was_done()
    {
        Environment.SetEnvironmentVariable("DOCKER_AUTH_CONFIG", $$$$"""{"auths":{"r:1":{"auth":"{{{{Base64("var:1")}}}}"}}}""");
        Answer(200, Accepted);

        CmdletResult connect = Connect("r:1").With("Credential", Credential()).Run().AssertNoErrors();
        Assert.Contains(connect.Warnings, static text => text.Contains("DOCKER_AUTH_CONFIG", StringComparison.Ordinal));
        Assert.Equal(["var DOCKER_AUTH_CONFIG True", "me Config file False"], Logins());

        CmdletResult disconnect = Run("Disconnect-DockerRegistry", "r:1").AssertNoErrors();
        Assert.Contains("DOCKER_AUTH_CONFIG", Assert.Single(disconnect.Warnings), StringComparison.Ordinal);
        Assert.Equal(["var DOCKER_AUTH_CONFIG True"], Logins());
    }

    private void Answer(int status, string body) => Answer(_ => (status, body));

    private void Answer(Func<string, (int Status, string Body)> answer) => _engine.First("POST /auth", async (connection, head) =>
    {
        int length = int.Parse(head.Split("Content-Length: ")[1].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
        string body = Encoding.UTF8.GetString(await connection.ReadAsync(length));
        _bodies.Add(body);
        (int status, string text) = answer(body);
        await connection.SendAsync(ScriptedServer.Answer(status, text));
    });

    /// <summary>The credentials that go along with a pull.</summary>
    private string HeaderOfPull(string reference, Runspace? runspace = null)
    {
        string header = "";
        _engine.First("POST /images/create", (connection, head) =>
        {
            header = head.Split("X-Registry-Auth: ")[1].Split('\r')[0];
            return connection.SendAsync(ScriptedServer.Answer(500, """{"message":"no more"}"""));
        });
        CmdletRunner pull = _engine.Run("Receive-Image").With("Name", reference);
        pull.Runspace = runspace ?? _runspace;
        Assert.Single(pull.Run().Errors);
        return Encoding.UTF8.GetString(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/')));
    }

    private IEnumerable<string> Logins() =>
        Run("Get-DockerRegistry").AssertNoErrors().OutputAs<DockerRegistry>().Select(static login => $"{login.UserName} {login.Store} {login.IsUsed}");

    private CmdletRunner Connect(string? registry)
    {
        CmdletRunner runner = _engine.Run("Connect-DockerRegistry");
        runner.Runspace = _runspace;
        return registry is null ? runner : runner.With("Registry", registry);
    }

    private CmdletResult Run(string cmdlet, params string[] registries) =>
        (registries.Length == 0 ? Runner(cmdlet) : Runner(cmdlet).With("Registry", registries)).Run();

    private CmdletRunner Runner(string cmdlet)
    {
        CmdletRunner runner = CmdletRunner.Create(cmdlet);
        runner.Runspace = _runspace;
        return runner;
    }

    private static void AssertRefused(string id, CmdletRunner runner)
    {
        CmdletResult result = runner.Run();
        Assert.StartsWith(id, (result.TerminatingError ?? Assert.Single(result.Errors)).FullyQualifiedErrorId, StringComparison.Ordinal);
        AssertHidden(result);
    }

    private static void AssertHidden(CmdletResult result)
    {
        IEnumerable<ErrorRecord> errors = result.TerminatingError is { } ending ? result.Errors.Append(ending) : result.Errors;
        string all = string.Join('\n', result.Debug.Concat(result.Verbose).Concat(result.Warnings).Concat(result.Information.Select(static i => i.ToString()!))
            .Concat(result.Progress.Select(static p => $"{p.Activity} {p.StatusDescription} {p.CurrentOperation}"))
            .Concat(result.ShouldProcessCalls.Select(static call => $"{call}"))
            .Concat(errors.SelectMany(static e => (string[])[e.ToString(), e.Exception.ToString(), e.ErrorDetails?.RecommendedAction ?? "", $"{e.TargetObject}"]))
            .Concat(result.OutputAs<DockerRegistry>().Select(static login => System.Text.Json.JsonSerializer.Serialize(login))));
        Assert.DoesNotContain(Secret, all, StringComparison.Ordinal);
        Assert.DoesNotContain(Base64(Secret)[..20], all, StringComparison.Ordinal);
        Assert.DoesNotContain(Base64("me:" + Secret), all, StringComparison.Ordinal);
    }

    private static PSCredential Credential() => new("me", Secure(Secret));

    private static SecureString Secure(string text) => new NetworkCredential("", text).SecurePassword;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
