using System.Globalization;
using System.Management.Automation;
using System.Security;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using static DockerPS.Tests.RealEngine.RealEngineRequirements;

namespace DockerPS.Tests.Images;

/// <summary>Pull and push with real engines and registries: plain, with password, with TLS and password.</summary>
public sealed class RegistryTests
{
    private static int s_names;

    [RealEngineFact(Registry | SecondEngine)]
    public async Task An_image_goes_from_engine_to_engine_by_the_registry()
    {
        string reference = NameOn(PrivateEngines.Current.Registry);
        await using Cleanup _ = new(reference);
        PushedImage pushed = Assert.Single(Push(reference).AssertNoErrors().OutputAs<PushedImage>());
        Assert.Equal(reference, pushed.Reference);
        Assert.StartsWith("sha256:", pushed.Digest, StringComparison.Ordinal);

        CmdletResult pull = On(PrivateEngines.Current.SecondEngine, "Receive-Image").With(new { Name = reference }).Run().AssertNoErrors();
        ImageDetail pulled = Assert.Single(pull.OutputAs<ImageDetail>());
        Assert.Equal((reference, pushed.Digest), (pulled.Reference, pulled.Digest));
        Assert.Equal(PrivateEngines.Current.SecondEngine, pulled.Engine);
    }

    [RealEngineFact(Registry)]
    public async Task A_pull_by_digest_returns_that_image()
    {
        string reference = NameOn(PrivateEngines.Current.Registry);
        await using Cleanup _ = new(reference);
        string byDigest = Assert.Single(Push(reference).AssertNoErrors().OutputAs<PushedImage>()).ToString();
        CmdletResult pull = On(PrivateEngines.Current.Engine, "Receive-Image").With(new { Name = byDigest }).Run().AssertNoErrors();
        ImageDetail pulled = Assert.Single(pull.OutputAs<ImageDetail>());
        Assert.Equal(byDigest, pulled.Reference);
        Assert.EndsWith(pulled.Digest!, byDigest, StringComparison.Ordinal);
    }

    [RealEngineFact(AuthRegistry)]
    public Task The_registry_with_password_takes_and_gives_with_it() => GoAndComeBackAsync(PrivateEngines.Current.AuthRegistry);

    [RealEngineFact(TlsRegistry)]
    public Task The_registry_with_tls_takes_and_gives_with_the_password() => GoAndComeBackAsync(PrivateEngines.Current.TlsRegistry);

    [RealEngineTheory(AuthRegistry)]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task A_wrong_password_and_none_are_refused_with_advice(string? password)
    {
        string registry = PrivateEngines.Current.AuthRegistry;
        string reference = NameOn(registry);
        await using Cleanup _ = new(reference);
        AssertRefused(Push(reference, password), registry);
        CmdletRunner pull = On(PrivateEngines.Current.Engine, "Receive-Image").With(new { Name = reference });
        AssertRefused((password is null ? pull : pull.With(new { Credential = Credential(password) })).Run(), registry);
    }

    [RealEngineFact(TlsRegistry | SecondEngine)]
    public void An_engine_that_does_not_trust_the_registry_says_where_its_certificate_belongs()
    {
        string registry = PrivateEngines.Current.TlsRegistry;
        CmdletResult result = On(PrivateEngines.Current.SecondEngine, "Receive-Image")
            .With(new { Name = $"{registry}/x:1", Credential = Credential(PrivateEngines.RegistryPassword) }).Run();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("PullFailed", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"certs.d/{registry}", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
    }

    [RealEngineFact(Registry)]
    public void An_image_that_the_registry_does_not_have_is_not_found()
    {
        CmdletResult result = On(PrivateEngines.Current.Engine, "Receive-Image").With(new { Name = NameOn(PrivateEngines.Current.Registry) }).Run();
        Assert.StartsWith("ImageNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [RealEngineFact(Registry)]
    public async Task All_tags_go_and_come_back()
    {
        string repository = NameOn(PrivateEngines.Current.Registry).Split(":t")[0];
        string[] tags = [$"{repository}:1", $"{repository}:2"];
        await using Cleanup _ = new(tags);
        On(PrivateEngines.Current.Engine, "Add-ImageTag").With(new { Name = PrivateEngines.Current.Image, Tag = tags }).Run().AssertNoErrors();
        CmdletResult push = On(PrivateEngines.Current.Engine, "Push-Image").With(new { Name = repository, AllTags = true }).Run().AssertNoErrors();
        Assert.Equal(tags, push.OutputAs<PushedImage>().Select(pushed => pushed.Reference).Order(StringComparer.Ordinal));

        On(PrivateEngines.Current.Engine, "Remove-Image").With(new { Name = repository + ":*" }).Run().AssertNoErrors();
        CmdletResult pull = On(PrivateEngines.Current.Engine, "Receive-Image").With(new { Name = repository, AllTags = true }).Run().AssertNoErrors();
        Assert.Equal(tags, pull.OutputAs<ImageDetail>().Select(image => image.Reference).Order(StringComparer.Ordinal));
        Assert.All(pull.OutputAs<ImageDetail>(), image => Assert.StartsWith("sha256:", image.Digest, StringComparison.Ordinal));
    }

    [RealEngineFact]
    public void Many_references_of_one_image_go_side_by_side_with_those_of_others()
    {
        string name = $"dockerps-many-{Environment.ProcessId}";
        string[] tags = [.. Enumerable.Range(0, 30).Select(i => string.Create(CultureInfo.InvariantCulture, $"{name}:{i}"))];
        On(PrivateEngines.Current.Engine, "Add-ImageTag").With(new { Name = PrivateEngines.Current.Image, Tag = tags }).Run().AssertNoErrors();
        CmdletResult removed = On(PrivateEngines.Current.Engine, "Remove-Image").With(new { Name = name + ":*", PassThru = true }).Run().AssertNoErrors();
        Assert.Equal(tags.Order(StringComparer.Ordinal), removed.OutputAs<ImageRemoval>().Select(removal => removal.Untagged).Order(StringComparer.Ordinal));
        Assert.Empty(On(PrivateEngines.Current.Engine, "Get-Image").With(new { Name = name + "*" }).Run().AssertNoErrors().Output);
    }

    private static async Task GoAndComeBackAsync(string registry)
    {
        string reference = NameOn(registry);
        await using Cleanup _ = new(reference);
        string? digest = Assert.Single(Push(reference, PrivateEngines.RegistryPassword).AssertNoErrors().OutputAs<PushedImage>()).Digest;
        On(PrivateEngines.Current.Engine, "Remove-Image").With(new { Name = reference }).Run().AssertNoErrors();
        CmdletResult pull = On(PrivateEngines.Current.Engine, "Receive-Image")
            .With(new { Name = reference, Credential = Credential(PrivateEngines.RegistryPassword) }).Run().AssertNoErrors();
        Assert.Equal(digest, Assert.Single(pull.OutputAs<ImageDetail>()).Digest);
    }

    private static CmdletResult Push(string reference, string? password = null)
    {
        CmdletRunner push = On(PrivateEngines.Current.Engine, "Push-Image").With(new { Name = PrivateEngines.Current.Image, As = reference });
        return (password is null ? push : push.With(new { Credential = Credential(password) })).Run();
    }

    private static void AssertRefused(CmdletResult result, string registry)
    {
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("RegistryUnauthorized", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(registry, error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    private static CmdletRunner On(string engine, string cmdlet) => CmdletRunner.Create(cmdlet).With(new { HostAddress = engine });

    private static string NameOn(string registry) =>
        string.Create(CultureInfo.InvariantCulture, $"{registry}/t{Environment.ProcessId}-{Interlocked.Increment(ref s_names)}:t");

    private static PSCredential Credential(string password)
    {
        SecureString secret = new();
        foreach (char c in password)
            secret.AppendChar(c);
        return new PSCredential(PrivateEngines.RegistryUser, secret);
    }

    private sealed class Cleanup(params string[] references) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (string address in (string[])[PrivateEngines.Current.Engine, PrivateEngines.Current.SecondEngine])
            {
                using RawEngine engine = new(address);
                foreach (string reference in references)
                    await engine.DeleteAsync($"images/{reference}");
            }
        }
    }
}
