using DockerPS.Engine.Requests;
using DockerPS.Engine.Requests.Build;
using DockerPS.Engine.Session.Control;

namespace DockerPS.Tests.Requests;

public sealed class SolveParametersTests
{
    private static readonly Dictionary<string, string> s_none = [];

    [Fact]
    public void All_parameters_are_attributes_as_the_engine_makes_them()
    {
        var parameters = new BuildParameters
        {
            Tags = ["a:1", "b"],
            BuildArguments = new Dictionary<string, string?> { ["A"] = "1", ["HERE"] = null },
            Labels = new Dictionary<string, string> { ["l"] = "x" },
            Target = "last",
            NoCacheStages = ["one", "two"],
            Pull = true,
            NetworkMode = "host",
            Platforms = ["Linux/amd64", "linux/arm64"],
            ExtraHosts = ["db:::1", "web:10.0.0.2"],
            SharedMemorySize = 64,
            Ulimits = [new UlimitSpec("nofile", 1, 2)],
            CacheFrom = ["c:1"],
            InlineCache = true,
            Annotations = new Dictionary<string, string> { ["annotation.k"] = "v" },
            Attestations = new Dictionary<string, string> { ["provenance"] = "mode=max" },
        };
        BuildKitSolve solve = parameters.ToSolve(
            new BuildKitCall("id", "session"), "url", "df", new Dictionary<string, string> { ["A"] = "proxy", ["P"] = "p" }, new Dictionary<string, string> { ["lib"] = "input:x" });
        Assert.Equal(("id", "session", "moby"), (solve.Reference, solve.Session, solve.Exporter));
        Assert.Equal(new Dictionary<string, string> { ["name"] = "a:1,b", ["annotation.k"] = "v" }, solve.ExporterAttributes);
        Assert.Equal(["network.host"], solve.Entitlements);
        Assert.Equal("inline", Assert.Single(solve.CacheExports).Type);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["context"] = "url", ["filename"] = "df", ["image-resolve-mode"] = "pull", ["target"] = "last", ["no-cache"] = "one,two",
                ["platform"] = "linux/amd64,linux/arm64", ["cache-from"] = "c:1", ["force-network-mode"] = "host", ["shm-size"] = "64", ["ulimit"] = "nofile=1:2",
                ["add-hosts"] = "db=::1,web=10.0.0.2", ["build-arg:A"] = "1", ["build-arg:P"] = "p", ["build-arg:BUILDKIT_INLINE_CACHE"] = "1", ["label:l"] = "x",
                ["attest:provenance"] = "mode=max", ["context:lib"] = "input:x", ["frontend.caps"] = "moby.buildkit.frontend.contexts+forward",
            },
            solve.FrontendAttributes);
    }

    [Fact]
    public void No_cache_for_all_and_the_results_that_are_no_image_have_their_words()
    {
        var call = new BuildKitCall("id", "session");
        BuildKitSolve all = new BuildParameters { NoCache = true }.ToSolve(call, "url", null, s_none, s_none);
        Assert.Equal(new Dictionary<string, string> { ["context"] = "url", ["image-resolve-mode"] = "default", ["no-cache"] = "" }, all.FrontendAttributes);
        Assert.Equal("", new BuildParameters { Output = BuildOutputSpec.Parse("type=cacheonly") }.ToSolve(call, "url", null, s_none, s_none).Exporter);
        Assert.Equal("tar", new BuildParameters { Output = BuildOutputSpec.Parse("out") }.ToSolve(call, "url", null, s_none, s_none).Exporter);
    }

    [Theory]
    [InlineData("k=v", "annotation.k=v")]
    [InlineData("org.x:y=v=w", "annotation.org.x:y=v=w")]
    [InlineData("index:k=v=w", "annotation-index.k=v=w")]
    [InlineData("manifest[linux/arm64]:k=", "annotation-manifest[linux/arm64].k=")]
    [InlineData("index,manifest:k=v", "annotation-index.k=v annotation-manifest.k=v")]
    [InlineData("elsewhere:k=v", null)]
    [InlineData("k", null)]
    public void Annotations_are_read_as_docker_reads_them(string text, string? read)
    {
        if (read is null)
        {
            Assert.Equal("BadAnnotation", Assert.Throws<InvalidRequestException>(() => BuildAnnotationSpec.Parse([text])).ErrorId);
            return;
        }

        Assert.Equal(read, string.Join(' ', BuildAnnotationSpec.Parse([text]).Select(static pair => $"{pair.Key}={pair.Value}")));
    }

    [Fact]
    public void Attestations_are_read_as_docker_reads_them()
    {
        Assert.Equal(
            new Dictionary<string, string> { ["provenance"] = "mode=max,version=v1", ["sbom"] = "" },
            BuildAttestSpec.Parse(["type=provenance,mode=max,version=v1", "type=sbom", "type=other,disabled=true"]));
        Assert.Throws<InvalidRequestException>(() => BuildAttestSpec.Parse(["type=sbom", "type=sbom"]));
    }
}
