using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Runtime.Versioning;
using DockerPS.Tests.Configuration;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using static DockerPS.Tests.RealEngine.RealEngineRequirements;

namespace DockerPS.Tests.Images;

/// <summary>Logins with real engines and registries, and with the docker CLI: what one stores the other reads.</summary>
[Collection(SequentialProcesses.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class RegistryLoginOnEngineTests
{
    private static int s_names;

    private readonly Runspace _runspace = SmaDouble.Session.CreateRunspace();

    [RealEngineTheory(AuthRegistry | Cli)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_CLI_stores_is_used_and_can_be_logged_out_of(bool withHelper)
    {
        using FakeCredentialHelper helper = new("dpstest");
        using DockerSettings settings = new(withHelper ? """{"credsStore":"dpstest"}""" : "{}", helper.Bin);
        string registry = PrivateEngines.Current.AuthRegistry;
        string reference = NameOn(registry);

        await DockerAsync(settings, PrivateEngines.RegistryPassword, "login", "--username", PrivateEngines.RegistryUser, "--password-stdin", registry);

        DockerRegistry login = Assert.Single(Run("Get-DockerRegistry").AssertNoErrors().OutputAs<DockerRegistry>());
        Assert.Equal((registry, PrivateEngines.RegistryUser, withHelper ? "Helper:dpstest" : "Config file"), (login.Registry, login.UserName, login.Store));
        Push(reference).AssertNoErrors();
        On("Receive-Image").With("Name", reference).Run().AssertNoErrors();

        Run("Disconnect-DockerRegistry", registry).AssertNoErrors();
        Assert.Empty(helper.Kept);
        ChildProcess push = await RunDockerAsync(settings, null, "push", reference);
        Assert.NotEqual(0, push.ExitCode);
        AssertRefused(Push(reference), registry);
        await RemoveAsync(reference);
    }

    [RealEngineTheory(AuthRegistry | Cli)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_stored_here_the_CLI_uses_and_can_log_out_of(bool withHelper)
    {
        using FakeCredentialHelper helper = new("dpstest");
        using DockerSettings settings = new(withHelper ? """{"credHelpers":{"REGISTRY":"dpstest"}}""".Replace("REGISTRY", PrivateEngines.Current.AuthRegistry, StringComparison.Ordinal) : "{}", helper.Bin);
        string registry = PrivateEngines.Current.AuthRegistry;
        string reference = NameOn(registry);

        Connect(registry).Run().AssertNoErrors();
        On("Add-ImageTag").With(new { Name = PrivateEngines.Current.Image, Tag = reference }).Run().AssertNoErrors();

        await DockerAsync(settings, null, "push", reference);
        await DockerAsync(settings, null, "pull", reference);
        Assert.Equal(withHelper ? 1 : 0, helper.Kept.Count);

        await DockerAsync(settings, null, "logout", registry);
        Assert.Empty(Run("Get-DockerRegistry").AssertNoErrors().Output);
        AssertRefused(Push(reference), registry);
        if (withHelper)
            Assert.DoesNotContain(PrivateEngines.RegistryPassword, helper.Calls, StringComparison.Ordinal);
        await RemoveAsync(reference);
    }

    [RealEngineFact(AuthRegistry)]
    public async Task A_login_of_the_session_serves_every_cmdlet_that_asks_a_registry()
    {
        using DockerSettings settings = new("{}");
        string reference = NameOn(PrivateEngines.Current.AuthRegistry);
        Connect(PrivateEngines.Current.AuthRegistry).With("SessionOnly", true).Run().AssertNoErrors();

        Push(reference).AssertNoErrors();
        On("Remove-Image").With("Name", reference).Run().AssertNoErrors();
        On("Receive-Image").With("Name", reference).Run().AssertNoErrors();
        On("Remove-Image").With("Name", reference).Run().AssertNoErrors();
        On("Invoke-Container").With(new { Pull = "Always", AutoRemove = true, Label = $"{TestRun.Label}={TestRun.Id}" }).Words(reference, "true").Run().AssertNoErrors();
        CmdletResult build = On("New-Image").With(new { Pull = true, Label = $"{TestRun.Label}={TestRun.Id}" }).Input($"FROM {reference}", "LABEL made=here").Run().AssertNoErrors();
        string built = Assert.Single(build.OutputAs<ImageDetail>()).Id;

        Assert.Equal("{}", settings.Config);
        AssertRefused(Push(reference, SmaDouble.Session.CreateRunspace()), PrivateEngines.Current.AuthRegistry);
        await RemoveAsync(built, reference);
    }

    [RealEngineTheory(AuthRegistry)]
    [InlineData("wrong")]
    [InlineData(" ")]
    public void A_wrong_password_is_refused_and_not_stored(string password)
    {
        using DockerSettings settings = new("{}");

        CmdletResult result = Connect(PrivateEngines.Current.AuthRegistry, password).Run();

        string expected = password == "wrong" ? "RegistryUnauthorized" : "CredentialMissing";
        Assert.StartsWith(expected, result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("{}", settings.Config);
    }

    [RealEngineFact(Registry)]
    public void A_registry_that_is_not_there_is_unreachable()
    {
        using DockerSettings settings = new("{}");
        string address = PrivateEngines.Current.Registry.Split(':')[0] + ":1";

        ErrorRecord error = Connect(address).Run().TerminatingError!;

        Assert.StartsWith("RegistryUnreachable", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Contains(address, error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
    }

    [RealEngineFact(TlsRegistry | SecondEngine)]
    public void A_registry_with_tls_takes_the_login_of_an_engine_that_trusts_it_only()
    {
        using DockerSettings settings = new("{}");
        string registry = PrivateEngines.Current.TlsRegistry;

        ErrorRecord error = Connect(registry).With("HostAddress", PrivateEngines.Current.SecondEngine).Run().TerminatingError!;
        Assert.StartsWith("RegistryUnreachable", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
        Assert.Contains($"certs.d/{registry}/ca.crt", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("{}", settings.Config);

        DockerRegistry login = Assert.Single(Connect(registry).With("PassThru", true).Run().AssertNoErrors().OutputAs<DockerRegistry>());
        Assert.Equal((registry, "Config file"), (login.Registry, login.Store));
    }

    [RealEngineFact(AuthRegistry)]
    public void Credentials_to_an_engine_over_plain_tcp_on_loopback_need_no_warning()
    {
        using DockerSettings settings = new("{}");

        CmdletResult result = Connect(PrivateEngines.Current.AuthRegistry).With(new { HostAddress = PrivateEngines.Current.Tcp, SessionOnly = true }).Run().AssertNoErrors();

        Assert.Empty(result.Warnings);
    }

    private CmdletRunner Connect(string registry, string password = PrivateEngines.RegistryPassword) => On("Connect-DockerRegistry")
        .With(new { Registry = registry, UserName = PrivateEngines.RegistryUser, Password = new NetworkCredential("", password).SecurePassword });

    private CmdletResult Push(string reference, Runspace? runspace = null)
    {
        CmdletRunner push = On("Push-Image").With(new { Name = PrivateEngines.Current.Image, As = reference });
        push.Runspace = runspace ?? _runspace;
        return push.Run();
    }

    private CmdletRunner On(string cmdlet)
    {
        CmdletRunner runner = CmdletRunner.Create(cmdlet).With("HostAddress", PrivateEngines.Current.Engine);
        runner.Runspace = _runspace;
        return runner;
    }

    private CmdletResult Run(string cmdlet, params string[] registries)
    {
        CmdletRunner runner = CmdletRunner.Create(cmdlet);
        runner.Runspace = _runspace;
        return (registries.Length == 0 ? runner : runner.With("Registry", registries)).Run();
    }

    private static void AssertRefused(CmdletResult result, string registry)
    {
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("RegistryUnauthorized", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"Connect-DockerRegistry {registry}", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
    }

    private static async Task DockerAsync(DockerSettings settings, string? input, params string[] arguments)
    {
        ChildProcess child = await RunDockerAsync(settings, input, arguments);
        Assert.True(child.ExitCode == 0, $"docker {arguments[0]} ended with {child.ExitCode}: {child.Error}");
    }

    private static Task<ChildProcess> RunDockerAsync(DockerSettings settings, string? input, params string[] arguments) =>
        ChildProcess.RunAsync(CommandLine.Find("docker")!, ["--config", settings.Folder, "--host", PrivateEngines.Current.Engine, .. arguments], input: input);

    private static async Task RemoveAsync(params string[] references)
    {
        using RawEngine engine = new(PrivateEngines.Current.Engine);
        foreach (string reference in references)
            await engine.DeleteAsync($"images/{reference}?force=true");
    }

    private static string NameOn(string registry) =>
        string.Create(CultureInfo.InvariantCulture, $"{registry}/l{Environment.ProcessId}-{Interlocked.Increment(ref s_names)}:t");
}
