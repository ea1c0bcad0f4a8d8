using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using DockerPS.Tests.Support.Skipping;
using static DockerPS.Tests.RealEngine.RealEngineRequirements;

namespace DockerPS.Tests.Images;

/// <summary>Parents, children, platforms and what holds an image, on a real engine of either image store.</summary>
public sealed class ImageRelationOnEngineTests : IAsyncLifetime
{
    private readonly string _name = $"dps-kin-{Guid.NewGuid():N}";

    private static PrivateEngines Engines => PrivateEngines.Current;

    private string Lower => _name + ":lower";

    private string Upper => _name + ":upper";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (!PrivateEngines.IsStarted)
            return;

        using RawEngine engine = new(Engines.Engine);
        foreach (string container in (string[])["running", "ended"])
            await engine.DeleteAsync($"containers/{_name}-{container}?force=1");
        foreach (string image in (string[])[Upper, Lower, _name + ":other"])
            await engine.DeleteAsync($"images/{image}?force=1");
    }

    [RealEngineFact]
    public void An_image_knows_what_it_is_built_upon_and_what_is_built_upon_it()
    {
        Build();
        Assert.Equal([Lower], References("Get-Image", Upper, "Parent").Where(IsOwn));
        Assert.Contains(Engines.Image, References("Get-Image", Upper, "Parent"));
        Assert.Equal([Upper], References("Get-Image", Lower, "Child"));
        Assert.Equal([Lower, Upper], References("Get-Image", Engines.Image, "Child").Where(IsOwn));
        Assert.Empty(References("Get-Image", Upper, "Child"));
    }

    [RealEngineFact]
    public async Task What_holds_an_image_is_told_when_it_is_not_removed()
    {
        Engines.SkipOnPodman("podman unties a reference from an image whatever uses the image");
        // Of what BuildKit builds no engine tells the parent, and such images hold nothing.
        Build("Classic");
        await RunAsync("running", Lower, "sleep", "600");
        await RunAsync("ended", Lower, "true");
        ErrorRecord byReference = Assert.Single(Run("Remove-Image").With("Name", Lower).Run().Errors);
        Assert.StartsWith("Conflict", byReference.FullyQualifiedErrorId, StringComparison.Ordinal);
        var use = Assert.IsType<ImageInUseException>(byReference.Exception);
        Assert.Equal([_name + "-ended", _name + "-running"], use.Containers.Select(container => container.Name).Order(StringComparer.Ordinal));
        Assert.Equal([Upper], use.Children.Select(child => child.Reference));
        Assert.Contains($"{_name}-running (", byReference.ToString(), StringComparison.Ordinal);
        Assert.Contains("Remove-Container", byReference.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);

        // The objects know their engine: what is in the way goes, and then the image does.
        CmdletRunner.Create("Remove-Container").With("Force", true).InputFrom(use.Containers).Run().AssertNoErrors();
        Run("Remove-Image").With("Name", Upper).Run().AssertNoErrors();
        Run("Remove-Image").With("Name", Lower).Run().AssertNoErrors();
    }

    [RealEngineFact]
    public void The_references_of_an_image_are_told_when_it_is_not_removed_by_its_id()
    {
        Engines.SkipOnPodman("podman has one reference more, of itself");
        Build();
        Run("Add-ImageTag").With(new { Name = Upper, Tag = _name + ":other" }).Run().AssertNoErrors();
        string id = Assert.Single(Run("Get-Image").With("Name", Upper).Run().OutputAs<ImageSummary>()).Id;
        CmdletResult result = Run("Remove-Image").With("Name", id).Run();
        if (result.Errors.Count == 0)
            throw new TestSkippedException("this engine removes an image with several references of one repository by its id");

        Assert.Equal([_name + ":other", Upper], Assert.IsType<ImageInUseException>(Assert.Single(result.Errors).Exception).References.Order(StringComparer.Ordinal));
    }

    [RealEngineFact]
    public async Task Manifests_are_told_where_the_store_has_them()
    {
        if (await HasManifestsAsync())
        {
            Manifests(Engines.Engine);
            return;
        }

        CmdletResult result = Run("Get-Image").With(new { Name = Engines.Image, Manifest = true }).Run();
        Assert.True(result.TerminatingError is { } refused ? refused.FullyQualifiedErrorId.StartsWith("NotSupportedByEngine", StringComparison.Ordinal) : result.OutputAs<ImageSummary>().All(image => image.Manifests.Count == 0) || result.Errors.Count == 1);
    }

    [RealEngineFact(Newer)]
    public void Manifests_are_told_by_the_containerd_store() => Manifests(Engines.ContainerdEngine);

    [RealEngineFact(Registry)]
    public void A_digest_is_pulled_with_and_without_a_tag_and_a_missing_tag_is_an_error()
    {
        string repository = $"{Engines.Registry}/{_name}";
        try
        {
            string digest = Assert.Single(Run("Push-Image").With(new { Name = Engines.Image, As = repository + ":1" }).Run().AssertNoErrors().OutputAs<PushedImage>()).Digest!;
            Run("Remove-Image").With("Name", repository + ":1").Run().AssertNoErrors();
            foreach (string name in (string[])[$"{repository}@{digest}", $"{repository}:1@{digest}"])
            {
                ImageDetail image = Assert.Single(Run("Receive-Image").With("Name", name).Run().AssertNoErrors().OutputAs<ImageDetail>());
                Assert.Equal(($"{repository}@{digest}", digest), (image.Reference, image.Digest));
            }

            ErrorRecord missing = Assert.Single(Run("Receive-Image").With("Name", repository + ":none").Run().Errors);
            Assert.StartsWith("ImageNotFound", missing.FullyQualifiedErrorId, StringComparison.Ordinal);
            ErrorRecord unknown = Assert.Single(Run("Receive-Image").With("Name", $"{Engines.Registry}/{_name}-none:1").Run().Errors);
            Assert.Matches("^(ImageNotFound|RegistryUnauthorized)", unknown.FullyQualifiedErrorId);
        }
        finally
        {
            Run("Remove-Image").With(new { Name = repository + "*", Force = true }).Run();
        }
    }

    private static CmdletRunner Run(string cmdlet) => CmdletRunner.Create(cmdlet).With("HostAddress", PrivateEngines.Current.Engine);

    private static List<string?> References(string cmdlet, string name, string which) =>
        [.. Run(cmdlet).With("Name", name).With(which, true).Run().AssertNoErrors().OutputAs<ImageSummary>().Select(image => image.Reference)];

    private bool IsOwn(string? reference) => reference is not null && reference.Contains(_name, StringComparison.Ordinal);

    private void Build(string builder = "Auto")
    {
        Image(builder, Lower, $"FROM {Engines.Image}", "RUN echo 1 > /one", $"LABEL {TestRun.Label}={TestRun.Id}");
        Image(builder, Upper, $"FROM {Lower}", "RUN echo 2 > /two");
    }

    private static void Image(string builder, string tag, params object[] lines) =>
        Run("New-Image").With(new { Tag = tag, Quiet = true, Builder = builder }).Input(lines).Run().AssertNoErrors();

    private async Task RunAsync(string name, string image, params string[] command)
    {
        using RawEngine engine = new(Engines.Engine);
        var labels = new JsonObject { [TestRun.Label] = TestRun.Id };
        var body = new JsonObject { ["Image"] = image, ["Labels"] = labels, ["Cmd"] = new JsonArray([.. command.Select(word => (JsonNode)word)]) };
        JsonNode made = (await engine.PostAsync($"containers/create?name={_name}-{name}", body))!;
        await engine.PostAsync($"containers/{made["Id"]}/start");
        if (name == "ended")
            await engine.PostAsync($"containers/{made["Id"]}/wait");
    }

    private static void Manifests(string engine)
    {
        ImageManifest manifest = Assert.Single(Assert.Single(Get(new { Name = Engines.Image, Manifest = true }).OutputAs<ImageSummary>()).Manifests);
        Assert.Equal(("image", true, Engines.Image), (manifest.Kind, manifest.Available, manifest.Image));
        Assert.StartsWith("linux/", manifest.Platform, StringComparison.Ordinal);
        Assert.InRange(manifest.ContentSize, 1, manifest.Size);
        ImageDetail detail = Assert.Single(Get(new { Name = Engines.Image, Manifest = true, Detailed = true }).OutputAs<ImageDetail>());
        Assert.Equal(manifest.Digest, Assert.Single(detail.Manifests).Digest);
        Assert.Equal(detail.Id, Assert.Single(Get(new { Name = Engines.Image, Platform = manifest.Platform }).OutputAs<ImageDetail>()).Id);

        CmdletResult Get(object parameters) => CmdletRunner.Create("Get-Image").With("HostAddress", engine).With(parameters).Run().AssertNoErrors();
    }

    private static async Task<bool> HasManifestsAsync()
    {
        using RawEngine engine = new(PrivateEngines.Current.Engine);
        JsonNode image = await engine.GetJsonAsync($"images/{PrivateEngines.Current.Image}/json?manifests=1");
        return image["Manifests"] is JsonArray { Count: > 0 };
    }
}
