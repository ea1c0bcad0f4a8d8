using System.Management.Automation;
using System.Security;
using DockerPS.Tests.Networks;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using static DockerPS.Tests.RealEngine.RealEngineRequirements;

namespace DockerPS.Tests.Images;

/// <summary>Get-ImageManifest on scripted engines, and on real ones with registries.</summary>
public sealed class ImageManifestTests
{
    private static readonly string s_index = $$"""
        {"Descriptor":{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"{{DigestOf('a')}}","size":1609},
         "Platforms":[{"architecture":"amd64","os":"linux"},{"architecture":"arm","os":"linux","variant":"v7"},{"architecture":"unknown","os":"unknown"}],"Tomorrow":1}
        """;

    private static readonly string s_stored = $$"""
        {"Id":"{{DigestOf('a')}}","RepoTags":["web:1"],"RepoDigests":[],"Config":{},"Manifests":[
         {"ID":"{{DigestOf('b')}}","Descriptor":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{{DigestOf('b')}}","size":1,"platform":{"architecture":"amd64","os":"linux"} },
          "Available":true,"Size":{"Content":100,"Total":300},"Kind":"image","ImageData":{"Platform":{"architecture":"amd64","os":"linux"},"Size":{"Unpacked":200},"Containers":["c1"]} },
         {"ID":"{{DigestOf('c')}}","Descriptor":{"digest":"{{DigestOf('c')}}","platform":{"architecture":"unknown","os":"unknown"} },"Available":false,"Size":{"Content":7,"Total":7},"Kind":"attestation","AttestationData":{"For":"{{DigestOf('b')}}"} }]}
        """;

    [Fact]
    public async Task The_registrys_answer_is_read()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().On("GET /distribution/r.example/web:latest/json", 200, s_index);
        RegistryManifest manifest = Assert.Single(engine.Run("Get-ImageManifest").With("Name", "r.example/web").Run().AssertNoErrors().OutputAs<RegistryManifest>());
        Assert.Equal(("r.example/web:latest", "r.example", DigestOf('a'), 1609L, true), (manifest.Reference, manifest.Registry, manifest.Digest, manifest.Size, manifest.IsIndex));
        Assert.Equal("linux/amd64, linux/arm/v7", manifest.Platforms.ToString());
        Assert.Equal("r.example/web@" + DigestOf('a'), manifest.ToString());
        Assert.Equal(1L, manifest.AdditionalProperties["Tomorrow"]);
    }

    [Fact]
    public async Task A_digest_is_asked_for_without_the_tag_beside_it()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().On("GET /distribution/", 200, s_index);
        engine.Run("Get-ImageManifest").With("Name", "web:1@" + DigestOf('a')).Run().AssertNoErrors();
        Assert.Equal([$"GET /distribution/web@{DigestOf('a')}/json"], engine.Requests);
    }

    [Fact]
    public async Task Images_come_in_by_the_pipeline_each_by_its_reference()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().On("GET /distribution/", 200, s_index)
            .On("GET /images/json", 200, $$"""[{"Id":"{{DigestOf('a')}}","RepoTags":["web:1","web:2"]},{"Id":"{{DigestOf('b')}}"}]""");
        CmdletResult images = engine.Run("Get-Image").Run().AssertNoErrors();
        CmdletResult result = CmdletRunner.Create("Get-ImageManifest").Input([.. images.Output]).Run();
        Assert.Equal(["web:1", "web:2"], result.OutputAs<RegistryManifest>().Select(static manifest => manifest.Reference).Order(StringComparer.Ordinal));
        Assert.StartsWith("NoReference", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "manifest unknown: manifest unknown", "ManifestNotFound")]
    [InlineData(401, "unauthorized: authentication required", "RegistryUnauthorized")]
    [InlineData(403, "errors:\\ndenied: requested access to the resource is denied", "RegistryUnauthorized")]
    [InlineData(500, "Head: no basic auth credentials", "RegistryUnauthorized")]
    [InlineData(500, "Get: dial tcp 127.0.0.1:9: connect: connection refused", "RegistryUnreachable")]
    public async Task Failures_say_what_the_registry_did(int status, string message, string id)
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().On("GET /distribution/", status, $$"""{"message":"{{message}}"}""");
        ErrorRecord error = Assert.Single(engine.Run("Get-ImageManifest").With("Name", "r.example/web:1").Run().Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("r.example/web:1", error.TargetObject);
    }

    [Fact]
    public async Task The_store_tells_every_manifest_it_has()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks("1.48").On("GET /images/web:1/json", 200, s_stored);
        ImageManifest[] manifests = [.. engine.Run("Get-ImageManifest").With(new { Name = "web:1", Local = true }).Run().AssertNoErrors().OutputAs<ImageManifest>()];
        Assert.Equal(("web:1", "linux/amd64", "image", 300L, 100L, 200L, "c1"), (manifests[0].Image, manifests[0].Platform, manifests[0].Kind, manifests[0].Size, manifests[0].ContentSize, manifests[0].UnpackedSize!.Value, manifests[0].ContainerIds.ToString()));
        Assert.Equal((null, "attestation", DigestOf('b'), false), (manifests[1].Platform, manifests[1].Kind, manifests[1].AttestationFor, manifests[1].Available));
        Assert.Contains("GET /images/web:1/json?manifests=1", engine.Requests);
    }

    [Theory]
    [InlineData("1.47", "1.48")]
    [InlineData("1.48", "containerd")]
    public async Task A_store_that_keeps_no_manifests_is_refused_in_words(string version, string words)
    {
        await using ScriptedNetworks engine = new ScriptedNetworks(version).On("GET /images/web:1/json", 200, $$"""{"Id":"{{DigestOf('a')}}","RepoTags":["web:1"],"Config":{} }""");
        ErrorRecord error = Assert.Single(engine.Run("Get-ImageManifest").With(new { Name = "web:1", Local = true }).Run().Errors);
        Assert.StartsWith("NotSupportedByEngine", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(words, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Requests, static request => request.Contains("manifests=1", StringComparison.Ordinal) && request.Contains("v1.47", StringComparison.Ordinal));
    }

    [RealEngineFact(Registry)]
    public void A_real_registry_is_asked_and_what_it_has_not_is_not_found()
    {
        string reference = $"{PrivateEngines.Current.Registry}/manifest-{Environment.ProcessId}:1";
        PushedImage pushed = Assert.Single(On("Push-Image").With(new { Name = PrivateEngines.Current.Image, As = reference }).Run().AssertNoErrors().OutputAs<PushedImage>());
        On("Remove-Image").With("Name", reference).Run().AssertNoErrors();

        RegistryManifest manifest = Assert.Single(On("Get-ImageManifest").With("Name", reference).Run().AssertNoErrors().OutputAs<RegistryManifest>());
        Assert.Equal(pushed.Digest, manifest.Digest);
        Assert.Equal(pushed.ToString(), manifest.ToString());
        Assert.Single(On("Get-ImageManifest").With("Name", manifest.ToString()).Run().AssertNoErrors().Output);
        Assert.StartsWith("ManifestNotFound", Assert.Single(On("Get-ImageManifest").With("Name", reference + "0").Run().Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [RealEngineFact(AuthRegistry)]
    public void A_registry_with_password_wants_it()
    {
        string reference = $"{PrivateEngines.Current.AuthRegistry}/manifest-{Environment.ProcessId}:1";
        PSCredential credential = Credential(PrivateEngines.RegistryPassword);
        On("Push-Image").With(new { Name = PrivateEngines.Current.Image, As = reference, Credential = credential }).Run().AssertNoErrors();
        On("Remove-Image").With("Name", reference).Run().AssertNoErrors();

        Assert.StartsWith("RegistryUnauthorized", Assert.Single(On("Get-ImageManifest").With("Name", reference).Run().Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith(
            "RegistryUnauthorized",
            Assert.Single(On("Get-ImageManifest").With(new { Name = reference, Credential = Credential("wrong") }).Run().Errors).FullyQualifiedErrorId,
            StringComparison.Ordinal);
        Assert.Single(On("Get-ImageManifest").With(new { Name = reference, Credential = credential }).Run().AssertNoErrors().OutputAs<RegistryManifest>());
    }

    private static CmdletRunner On(string cmdlet) => CmdletRunner.Create(cmdlet).With(new { HostAddress = PrivateEngines.Current.Engine });

    private static PSCredential Credential(string password)
    {
        SecureString secret = new();
        foreach (char c in password)
            secret.AppendChar(c);
        return new PSCredential(PrivateEngines.RegistryUser, secret);
    }

    private static string DigestOf(char digit) => "sha256:" + new string(digit, 64);
}
