using System.Management.Automation;
using System.Reflection;
using System.Security;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Build;

/// <summary>New-Image with BuildKit, on an engine that only takes notes.</summary>
public sealed class BuildKitCmdletTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BuildKitCmdletTests()
    {
        Directory.CreateDirectory(_folder.Combine("app"));
        File.WriteAllText(_folder.Combine("app", "Dockerfile"), "FROM scratch\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_build_goes_to_BuildKit_with_its_id_and_a_session()
    {
        await using var engine = new ScriptedBuilder { Messages = ["{\"id\":\"moby.image.id\",\"aux\":{\"ID\":\"" + ScriptedBuilder.ImageId + "\"}}"] };
        CmdletResult result = Build(engine, "-Builder", "BuildKit", "-Tag", "web:1", "-CacheTo", "inline", "-CacheFrom", "web:0", "-Ulimit", "nofile=10:20", "-ShmSize", "64m")
            .AssertNoErrors();
        BuiltImage image = Assert.Single(result.OutputAs<BuiltImage>());
        Assert.Equal(("BuildKit", ScriptedBuilder.ImageId, "web:1"), (image.Builder, image.Id, image.Reference));
        string session = Assert.Single(engine.Sessions).Split("X-Docker-Expose-Session-Uuid: ")[1].Split('\r')[0];
        Assert.Matches(
            "^t=web:1&dockerfile=Dockerfile&rm=1&buildargs={\"BUILDKIT_INLINE_CACHE\":\"1\"}&cachefrom=\\[\"web:0\"\\]&shmsize=67108864"
            + "&ulimits=\\[{\"Name\":\"nofile\",\"Soft\":10,\"Hard\":20}\\]&version=2&buildid=[0-9a-f]{24}&session=" + session + "$",
            engine.Query);
        Assert.Empty(engine.Cancelled);
    }

    [Fact]
    public async Task One_platform_stays_with_the_request_that_every_engine_knows()
    {
        await using var engine = new ScriptedBuilder();
        Build(engine, "-Builder", "BuildKit", "-Platform", "Linux/ARM64").AssertNoErrors();
        Assert.Contains("&platform=linux/arm64&", engine.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_cancels_the_build_by_its_id()
    {
        await using var engine = new ScriptedBuilder { Messages = [], StaysOpen = true };
        CmdletRunner runner = Runner(engine, "-Builder", "BuildKit");
        Task<CmdletResult> running = Task.Run(runner.Run);
        await Wait.UntilAsync(() => engine.Context.Length > 0, "the context at the engine");
        runner.Stop();
        Assert.True((await running).Stopped);
        await engine.Closed.WaitAsync(TestLimit.Patience);
        Assert.Contains($"buildid={Assert.Single(engine.Cancelled)}", engine.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_BuildKit_does_not_do_is_warned_of()
    {
        await using var engine = new ScriptedBuilder();
        CmdletResult result = Build(engine, "-Builder", "BuildKit", "-Memory", "64m", "-CpuPeriod", "1000").AssertNoErrors();
        Assert.Contains("-Memory, -CpuPeriod", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Empty(Build(engine, "-Builder", "Classic", "-Memory", "64m").AssertNoErrors().Warnings);
    }

    [Theory]
    [InlineData("BuilderConflict", "-Builder", "Classic", "-CacheTo", "inline")]
    [InlineData("BadNetwork", "-Builder", "BuildKit", "-Network", "mine")]
    [InlineData("BuilderConflict", "-Builder", "Classic", "-NoCacheFilter", "x")]
    [InlineData("BuilderConflict", "-Builder", "Classic", "-Platform", "linux/amd64,linux/arm64")]
    [InlineData("NotSupportedByEngine", "-Platform", "linux/amd64,linux/arm64")]
    [InlineData("NotSupportedByEngine", "-Annotation", "a=b")]
    [InlineData("NotSupportedByEngine", "-Attest", "type=provenance")]
    [InlineData("NotSupportedByEngine", "-BuildContext", "a=docker-image://b")]
    [InlineData("BadAddHost", "-NoCacheFilter", "x", "-AddHost", "a:host-gateway")]
    public async Task What_cannot_be_is_an_error_before_anything_is_sent(string id, params string[] words)
    {
        await using var engine = new ScriptedBuilder();
        Assert.StartsWith(id + ",", Assert.Single(Build(engine, words).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal((0, 0), (engine.Builds, engine.Sessions.Count));
    }

    [Theory]
    [InlineData("BadCacheTo", "-CacheTo", "type=registry,ref=x")]
    [InlineData("BadCacheFrom", "-CacheFrom", "type=local,src=x")]
    [InlineData("BadOutput", "-Output", "type=registry")]
    [InlineData("BadOutput", "-Output", "type=local")]
    [InlineData("BadOutput", "-Output", "type=image,push=true")]
    [InlineData("BadSecret", "-Secret", "src=x")]
    [InlineData("BadSecret", "-Secret", "id=x,src=/no/such/file")]
    [InlineData("BadSecret", "-Secret", "id=x,env=DOCKERPS_NO_SUCH_VARIABLE")]
    [InlineData("CacheConflict", "-NoCache", "-NoCacheFilter", "x")]
    [InlineData("BadBuildContext", "-BuildContext", "a")]
    [InlineData("BadBuildContext", "-BuildContext", "a=./no-such-folder")]
    [InlineData("BadBuildContext", "-BuildContext", "a=oci-layout://x")]
    [InlineData("BadBuildContext", "-BuildContext", "A B=app")]
    [InlineData("BadAnnotation", "-Annotation", "a")]
    [InlineData("BadAnnotation", "-Annotation", "nowhere:a=b")]
    [InlineData("BadAttest", "-Attest", "mode=max")]
    [InlineData("OutputConflict", "-Quiet", "-Progress", "Plain")]
    public async Task A_wrong_value_ends_the_command(string id, params string[] words)
    {
        await using var engine = new ScriptedBuilder();
        Assert.Equal(id, Build(engine, words).TerminatingError?.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(0, engine.Builds);
    }

    [Fact]
    public async Task No_message_shows_a_secret()
    {
        using var secret = new SecureString();
        foreach (char c in "sesame-opens")
        {
            secret.AppendChar(c);
        }

        await using var engine = new ScriptedBuilder { Messages = ["""{"errorDetail":{"message":"no"}}"""] };
        foreach (object value in new object[]
        {
            new System.Collections.Hashtable { ["a"] = secret }, new System.Collections.Hashtable { ["a"] = "sesame-opens" }, "id=a,sesame-opens", "id=a,x=sesame-opens",
            new System.Collections.Hashtable { ["a"] = new Version("1.2") }, new PSCredential("u", secret),
        })
        {
            CmdletResult result = Runner(engine).With("Secret", value).With("Debug", true).With("Verbose", true).Run();
            string all = string.Join(
                '\n', [.. result.Verbose, .. result.Debug, .. result.Warnings, .. result.Errors.Select(static error => error.ToString()), result.Terminating?.ToString() ?? "", engine.Query, engine.Head]);
            Assert.DoesNotContain("sesame", all, StringComparison.Ordinal);
            Assert.True(result.Errors.Count + (result.Terminating is null ? 0 : 1) > 0);
        }
    }

    [Fact]
    public async Task The_id_and_what_is_known_go_to_files()
    {
        await using var engine = new ScriptedBuilder();
        File.WriteAllText(_folder.Combine("id"), "old");
        Build(engine, "-Builder", "BuildKit", "-Tag", "web:1", "-ImageIdFile", "id", "-MetadataFile", "meta.json").AssertNoErrors();
        Assert.Equal(ScriptedBuilder.ImageId, File.ReadAllText(_folder.Combine("id")));
        string json = File.ReadAllText(_folder.Combine("meta.json"));
        Assert.Contains("\"containerimage.digest\": \"" + ScriptedBuilder.ImageId + "\"", json, StringComparison.Ordinal);
        Assert.Contains("\"image.name\": \"docker.io/library/web:1\"", json, StringComparison.Ordinal);

        await using var failing = new ScriptedBuilder { Messages = ["""{"errorDetail":{"message":"no"}}"""] };
        Assert.Single(Build(failing, "-ImageIdFile", "id").Errors);
        Assert.False(File.Exists(_folder.Combine("id")));
    }

    [Fact]
    public async Task A_compressed_context_is_gzip()
    {
        await using var engine = new ScriptedBuilder();
        Build(engine, "-Compress").AssertNoErrors();
        Assert.Equal(new byte[] { 0x1F, 0x8B }, engine.Context[..2]);
    }

    [Fact]
    public void A_built_image_has_all_that_the_image_has()
    {
        ImageDetail image = (ImageDetail)Activator.CreateInstance(typeof(ImageDetail), nonPublic: true)!;
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        PropertyInfo[] settable = [.. typeof(ImageDetail).GetProperties(Own).Where(static property => property.GetSetMethod(nonPublic: true) is not null)];
        image.Connection = DockerConnection.Unresolved("e", new InvalidResponseException("x"));
        foreach (PropertyInfo property in settable.Where(static property => property.PropertyType == typeof(string)))
        {
            property.SetValue(image, property.Name);
        }

        var built = (BuiltImage)Activator.CreateInstance(typeof(BuiltImage), BindingFlags.Instance | BindingFlags.NonPublic, null, [image], null)!;
        Assert.All(settable, property => Assert.Equal(property.GetValue(image), property.GetValue(built)));
    }

    private CmdletRunner Runner(ScriptedBuilder engine, params string[] words) => engine.NewImage().At(_folder.Path).Words(["app", .. words]);

    private CmdletResult Build(ScriptedBuilder engine, params string[] words) => Runner(engine, words).Run();
}
