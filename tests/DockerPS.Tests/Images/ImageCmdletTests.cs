using System.Management.Automation;
using System.Security;
using System.Text;
using DockerPS.Tests.Support;
using static DockerPS.Tests.Images.ScriptedImages;

namespace DockerPS.Tests.Images;

/// <summary>The image cmdlets against a scripted engine.</summary>
public sealed class ImageCmdletTests
{
    [Fact]
    public async Task Get_gives_one_object_for_each_reference()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["web:1", "web:2"]), (IdOf('b'), ["db:1"]));
        CmdletResult result = engine.Run("Get-Image").Run().AssertNoErrors();
        Assert.Equal(["web:1", "web:2", "db:1"], result.OutputAs<ImageSummary>().Select(image => image.Reference));
    }

    [Fact]
    public async Task References_of_podman_read_as_docker_writes_them()
    {
        const string list = """
            [{"Id":"sha256:a","RepoTags":["docker.io/library/web:1","docker.io/team/web:1","localhost/web:1"],
              "RepoDigests":["docker.io/library/web@sha256:b","docker.io/other/web@sha256:c"]}]
            """;
        await using ScriptedImages engine = new ScriptedImages().On("GET /images/json", 200, list.Replace("sha256:b", Messages.Digest, StringComparison.Ordinal).Replace("sha256:c", Messages.Digest, StringComparison.Ordinal));
        CmdletResult result = engine.Run("Get-Image").Run().AssertNoErrors();
        Assert.Equal(["web:1", "team/web:1", "localhost/web:1", $"other/web@{Messages.Digest}"], result.OutputAs<ImageSummary>().Select(image => image.Reference));
        Assert.Equal([Messages.Digest, null, null, Messages.Digest], result.OutputAs<ImageSummary>().Select(image => image.Digest));
        // podman answers nothing at all when it is asked for digests; the others give them unasked.
        Assert.DoesNotContain("digests", Assert.Single(engine.Requests, request => request.StartsWith("GET /images/json", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_containerd_store_has_a_digest_for_every_reference()
    {
        const string list = """
            [{"Id":"sha256:d","RepoTags":["registry.test/web:1","web:1"],"RepoDigests":["web@sha256:d"],
              "Descriptor":{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha256:d","size":746,
                            "annotations":{"a":"b"},"platform":{"os":"linux","architecture":"arm64","variant":"v8"}}}]
            """;
        await using ScriptedImages engine = new ScriptedImages().On("GET /images/json", 200, list);
        List<ImageSummary> images = [.. engine.Run("Get-Image").Run().AssertNoErrors().OutputAs<ImageSummary>()];
        Assert.Equal(["registry.test/web:1", "web:1"], images.Select(image => image.Reference));
        Assert.All(images, image => Assert.Equal("sha256:d", image.Digest));
        Assert.Equal(("application/vnd.oci.image.index.v1+json", 746, "linux/arm64/v8"), (images[0].Descriptor!.MediaType, images[0].Descriptor!.Size, images[0].Descriptor!.Platform));
    }

    [Theory]
    [InlineData("web:*", "web:1,web:2")]
    [InlineData("?b", "db:1")]
    [InlineData("WEB:[13]", "web:1")]
    [InlineData("none*", "")]
    public async Task Wildcards_match_references_with_and_without_their_tag(string pattern, string expected)
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["web:1", "web:2"]), (IdOf('b'), ["db:1"]));
        CmdletResult result = engine.Run("Get-Image").With(new { Name = pattern }).Run().AssertNoErrors();
        Assert.Equal(expected, string.Join(',', result.OutputAs<ImageSummary>().Select(image => image.Reference)));
    }

    [Fact]
    public async Task An_id_prefix_of_two_images_is_an_error_that_lists_them()
    {
        await using ScriptedImages engine = new ScriptedImages().With(("abc1" + new string('0', 60), ["web:1", "web:2"]), ("abc2" + new string('0', 60), ["db:1"]));
        CmdletResult result = engine.Run("Remove-Image").With(new { Name = "abc" }).Run();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("AmbiguousName", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("web:1 (abc100000000), db:1 (abc200000000)", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task References_of_one_image_are_removed_one_after_the_other_in_their_order()
    {
        string[] tags = [.. Enumerable.Range(0, 20).Select(i => $"web:{i:00}")];
        int at = 0, most = 0;
        await using ScriptedImages engine = new();
        engine.With((IdOf('a'), tags)).On("DELETE /images/", async (connection, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref at));
            // By then all others but one are waiting, or are here, too.
            await Wait.UntilAsync(() => engine.Requests.Contains($"GET /images/{tags[^1]}/json"), "the look at the last one");
            Interlocked.Decrement(ref at);
            await connection.SendAsync(ScriptedServer.Answer(200, "[]"));
        });
        engine.Run("Remove-Image").With(new { Name = tags, ThrottleLimit = 64 }).Run().AssertNoErrors();
        Assert.Equal(tags.Select(tag => $"DELETE /images/{tag}"), engine.Requests.Where(IsDelete));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Images_of_several_engines_are_removed_side_by_side()
    {
        using CountdownEvent both = new(2);
        async Task Remove(ScriptedConnection connection, string head)
        {
            both.Signal();
            await Wait.UntilAsync(() => both.IsSet, "the other removal");
            await connection.SendAsync(ScriptedServer.Answer(200, "[]"));
        }

        await using ScriptedImages first = new ScriptedImages().With((IdOf('a'), ["web:1"])).On("DELETE /images/", Remove);
        await using ScriptedImages second = new ScriptedImages().With((IdOf('a'), ["web:1"])).On("DELETE /images/", Remove);
        CmdletRunner.Create("Remove-Image").With(new { Name = "web:1", HostAddress = new[] { first.Address, second.Address } }).Run().AssertNoErrors();
    }

    [Fact]
    public async Task Images_of_one_engine_are_removed_one_after_the_other()
    {
        int at = 0, most = 0;
        await using ScriptedImages engine = new();
        engine.With((IdOf('a'), ["web:1"]), (IdOf('b'), ["db:1"])).On("DELETE /images/", async (connection, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref at));
            await Wait.UntilAsync(() => engine.Requests.Contains("GET /images/db:1/json"), "the look at the last one");
            Interlocked.Decrement(ref at);
            await connection.SendAsync(ScriptedServer.Answer(200, "[]"));
        });
        engine.Run("Remove-Image").With(new { Name = new[] { "web:1", "db:1" } }).Run().AssertNoErrors();
        Assert.Equal(["DELETE /images/web:1", "DELETE /images/db:1"], engine.Requests.Where(IsDelete));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Remove_asks_for_each_reference_and_tells_what_went()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["web:1"]))
            .On("DELETE /images/web%3A1", 200, $$"""[{"Untagged":"web:1"},{"Deleted":"sha256:{{IdOf('a')}}"}]""");
        CmdletResult result = engine.Run("Remove-Image").With(new { Name = "web:1", PassThru = true, NoPrune = true }).Run().AssertNoErrors();
        ShouldProcessCall asked = Assert.Single(result.ShouldProcessCalls);
        Assert.StartsWith("web:1 (aaaaaaaaaaaa) on ", asked.Target, StringComparison.Ordinal);
        Assert.Equal(["Untagged: web:1", $"Deleted: sha256:{IdOf('a')}"], result.OutputAs<ImageRemoval>().Select(removal => removal.ToString()));
        Assert.Contains("DELETE /images/web:1?noprune=1", engine.Requests);
    }

    [Fact]
    public async Task Nothing_is_removed_with_WhatIf_although_Force_is_given()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["web:1"]));
        engine.Run("Remove-Image").With(new { Name = "web:1", Force = true }).WhatIf().Run().AssertNoErrors();
        Assert.DoesNotContain(engine.Requests, IsDelete);
    }

    [Fact]
    public async Task A_reference_from_CSV_that_stands_for_another_image_by_now_is_left_alone()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["web:1"]));
        CmdletResult result = engine.Run("Remove-Image").With(new { Id = "sha256:" + IdOf('b'), Reference = "web:1" }).Run();
        Assert.StartsWith("ReferenceMoved", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Requests, IsDelete);
    }

    [Fact]
    public async Task Two_images_do_not_get_the_same_tag()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["web:1"]), (IdOf('b'), ["db:1"])).On("POST /images/", 201, "");
        CmdletResult result = engine.Run("Add-ImageTag").With(new { Name = new[] { "web:1", "db:1" }, Tag = "registry.test/x" }).Run();
        Assert.StartsWith("ReferenceInUse", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(engine.Requests, request => request.EndsWith("/tag?repo=registry.test/x&tag=latest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Receive_returns_the_image_with_reference_and_digest()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["registry.test/web:1"]))
            .On("POST /images/create", 200, Messages.Pull("web", "1"));
        CmdletResult result = engine.Run("Receive-Image").With(new { Name = "registry.test/web:1", Platform = "linux/arm64" }).Run().AssertNoErrors();
        ImageDetail image = Assert.Single(result.OutputAs<ImageDetail>());
        Assert.Equal(("registry.test/web:1", Messages.Digest), (image.Reference, image.Digest));
        Assert.Equal("POST /images/create?fromImage=registry.test/web&tag=1&platform=linux/arm64", engine.Requests[0]);
        Assert.DoesNotContain("X-Registry-Auth", engine.HeadOf("POST /images/create"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_of_all_tags_returns_each()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["registry.test/web:1"]), (IdOf('b'), ["registry.test/web:2"]))
            .On("POST /images/create", 200, Messages.Pull("web", "1") + Messages.Pull("web", "2"));
        CmdletResult result = engine.Run("Receive-Image").With(new { Name = "registry.test/web", AllTags = true }).Run().AssertNoErrors();
        Assert.Equal(["registry.test/web:1", "registry.test/web:2"], result.OutputAs<ImageDetail>().Select(image => image.Reference));
        Assert.Equal("POST /images/create?fromImage=registry.test/web", engine.Requests[0]);
    }

    [Fact]
    public async Task An_error_in_the_stream_of_a_pull_is_an_error()
    {
        await using ScriptedImages engine = new ScriptedImages().On("POST /images/create", 200, Messages.Error("unexpected EOF"));
        CmdletResult result = engine.Run("Receive-Image").With(new { Name = "registry.test/web:1" }).Run();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("PullFailed", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("registry.test/web:1", error.TargetObject);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData(500, """Head "http://registry.test/v2/web/manifests/1": no basic auth credentials""", "RegistryUnauthorized", "registry.test")]
    [InlineData(500, """Get "https://registry.test/v2/": x509: certificate signed by unknown authority""", "PullFailed", "certs.d/registry.test")]
    [InlineData(500, "dial tcp: lookup registry.test: connection refused", "PullFailed", null)]
    [InlineData(404, "manifest for registry.test/web:1 not found: manifest unknown", "ImageNotFound", null)]
    public async Task What_the_registry_said_before_the_stream_has_an_id_of_its_own(int status, string message, string id, string? advice)
    {
        await using ScriptedImages engine = new ScriptedImages()
            .On("POST /images/create", status, System.Text.Json.JsonSerializer.Serialize(new { message }));
        CmdletResult result = engine.Run("Receive-Image").With(new { Name = "registry.test/web:1" }).Run();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith(id, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(error.Exception is OperationFailedException ? $"'registry.test/web:1' could not be pulled: {message}" : message, error.Exception.Message);
        if (advice is null)
            Assert.Null(error.ErrorDetails);
        else
            Assert.Contains(advice, error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_closes_the_connection_of_a_pull()
    {
        TaskCompletionSource pulling = new(TaskCreationOptions.RunContinuationsAsynchronously), closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ScriptedImages engine = new ScriptedImages().On("POST /images/create", async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n26\r\n{\"status\":\"Waiting\",\"id\":\"0123456789\"}\r\n");
            pulling.SetResult();
            await connection.WaitForCloseAsync();
            closed.SetResult();
        });
        CmdletRunner runner = engine.Run("Receive-Image").With(new { Name = "registry.test/web:1" });
        Task<CmdletResult> run = Task.Run(runner.Run);
        await pulling.Task.WaitAsync(TestLimit.Token);
        runner.Stop();
        Assert.True((await run.WaitAsync(TestLimit.Token)).Stopped);
        await closed.Task.WaitAsync(TestLimit.Token);
    }

    [Fact]
    public async Task A_push_without_credentials_says_so_and_returns_the_digest()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["registry.test/web:1"]))
            .On("POST /images/registry.test%2Fweb/push", 200, Messages.Push("registry.test/web", "1"));
        CmdletResult result = engine.Run("Push-Image").With(new { Name = "registry.test/web:1" }).Run().AssertNoErrors();
        PushedImage pushed = Assert.Single(result.OutputAs<PushedImage>());
        Assert.Equal(("registry.test/web:1", Messages.Digest, 527), (pushed.Reference, pushed.Digest, pushed.Size));
        Assert.Equal($"registry.test/web@{Messages.Digest}", pushed.ToString());
        Assert.Contains("\r\nX-Registry-Auth: e30=\r\n", engine.HeadOf("POST /images/registry.test%2Fweb/push"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_As_tags_first_and_sends_the_credentials_of_the_call()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["web:1"]))
            .On($"POST /images/sha256%3A{IdOf('a')}/tag", 201, "")
            .On("POST /images/registry.test%2Fweb/push", 200, Messages.Push("registry.test/web", "2"));
        engine.Run("Push-Image").With(new { Name = "web:1", As = "registry.test/web:2", Credential = Credential("ann", "se:cret") }).Run().AssertNoErrors();
        Assert.Equal(
            [$"POST /images/sha256:{IdOf('a')}/tag?repo=registry.test/web&tag=2", "POST /images/registry.test/web/push?tag=2"],
            engine.Requests.Where(request => request.StartsWith("POST", StringComparison.Ordinal)));
        string header = engine.HeadOf("POST /images/registry.test%2Fweb/push").Split("X-Registry-Auth: ")[1].Split("\r\n")[0];
        Assert.Equal(
            """{"username":"ann","password":"se:cret","serveraddress":"registry.test"}""",
            Encoding.UTF8.GetString(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/'))));
    }

    [Fact]
    public async Task A_password_is_sent_to_one_registry_only()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["one.test/web:1"]), (IdOf('b'), ["two.test/web:1"]))
            .On("POST /images/create", 200, Messages.Pull("web", "1"));
        CmdletResult result = engine.Run("Receive-Image")
            .With(new { Name = new[] { "one.test/web:1", "two.test/web:1" }, Credential = Credential("ann", "secret"), ThrottleLimit = 1 }).Run();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("CredentialAmbiguous", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(engine.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_push_names_the_registry()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["registry.test/web:1"]))
            .On("POST /images/registry.test%2Fweb/push", 200, Messages.Error("unauthorized: authentication required"));
        CmdletResult result = engine.Run("Push-Image").With(new { Name = "registry.test/web:1" }).Run();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("RegistryUnauthorized", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Contains("registry.test", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_is_refused_before_anything_is_pushed_by_an_older_engine()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["registry.test/web:1"]));
        CmdletResult result = engine.Run("Push-Image").With(new { Name = "registry.test/web:1", Platform = "linux/amd64" }).Run();
        Assert.StartsWith("NotSupportedByEngine", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_tags_of_a_repository_are_pushed_once()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["registry.test/web:1", "registry.test/web:2"]))
            .On("POST /images/registry.test%2Fweb/push", 200, Messages.Push("registry.test/web", "1") + Messages.Push("registry.test/web", "2"));
        CmdletResult result = engine.Run("Push-Image").With(new { Name = "registry.test/web", AllTags = true }).Run().AssertNoErrors();
        Assert.Equal(["registry.test/web:1", "registry.test/web:2"], result.OutputAs<PushedImage>().Select(pushed => pushed.Reference));
        Assert.Single(engine.Requests, "POST /images/registry.test/web/push");
    }

    [Fact]
    public async Task What_has_a_reference_is_pulled_by_it_on_its_own_engine()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["registry.test/web:1"]))
            .On("POST /images/create", 200, Messages.Pull("web", "1"));
        var record = new PSObject();
        record.Properties.Add(new PSNoteProperty("Name", "what it is called in a list"));
        record.Properties.Add(new PSNoteProperty("Reference", "registry.test/web:1"));
        record.Properties.Add(new PSNoteProperty("Connection", engine.Address));
        ImageDetail image = Assert.Single(CmdletRunner.Create("Receive-Image").Input(record).Run().AssertNoErrors().OutputAs<ImageDetail>());
        Assert.Equal("registry.test/web:1", image.Reference);
    }

    [Fact]
    public async Task Of_a_tag_and_a_digest_the_digest_is_pulled()
    {
        await using ScriptedImages engine = new ScriptedImages()
            .On("GET /images/registry.test%2Fweb%40", 200, $$$"""{"Id":"sha256:{{{IdOf('a')}}}","RepoDigests":["registry.test/web@{{{Messages.Digest}}}"],"Config":{}}""")
            .On("POST /images/create", 200, Messages.Pull("web", Messages.Digest));
        CmdletResult result = engine.Run("Receive-Image").With("Name", "registry.test/web:1@" + Messages.Digest).Run().AssertNoErrors();
        Assert.Equal($"registry.test/web@{Messages.Digest}", Assert.Single(result.OutputAs<ImageDetail>()).Reference);
        Assert.Equal($"POST /images/create?fromImage=registry.test/web&tag={Messages.Digest}", engine.Requests[0]);
    }

    [Theory]
    [InlineData("Receive-Image", "foo_bar.test/web:1")]
    [InlineData("Push-Image", "foo_bar.test/web:1")]
    public async Task What_names_no_registry_is_not_sent_anywhere(string cmdlet, string name)
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), [name]));
        ErrorRecord error = Assert.Single(engine.Run(cmdlet).With("Name", name).Run().Errors);
        Assert.Contains("no registry", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(404, "no matching manifest for linux/arm64/v8 in the manifest list entries")]
    [InlineData(200, "no matching manifest for linux/arm64/v8 in the manifest list entries")]
    [InlineData(200, "image with reference web was found but does not match the specified platform: wanted linux/arm64, actual: linux/amd64")]
    public async Task A_platform_that_the_image_is_not_made_for_says_where_to_look(int status, string message)
    {
        await using ScriptedImages engine = new ScriptedImages()
            .On("POST /images/create", status, status == 200 ? Messages.Error(message) : System.Text.Json.JsonSerializer.Serialize(new { message }));
        ErrorRecord error = Assert.Single(engine.Run("Receive-Image").With(new { Name = "registry.test/web:1", Platform = "linux/arm64" }).Run().Errors);
        Assert.StartsWith("PullFailed", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Get-ImageManifest registry.test/web:1", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_of_one_platform_instead_of_all_is_told()
    {
        await using ScriptedImages engine = new ScriptedImages("1.46").With((IdOf('a'), ["registry.test/web:1"]))
            .On("POST /images/registry.test%2Fweb/push", 200, """{"aux":{"manifestPushedInsteadOfIndex":true,"originalIndex":{},"selectedManifest":{}}}""" + "\r\n" + Messages.Push("registry.test/web", "1"));
        CmdletResult result = engine.Run("Push-Image").With(new { Name = "registry.test/web:1", Platform = "linux/amd64" }).Run().AssertNoErrors();
        Assert.Equal("registry.test/web:1", Assert.Single(result.OutputAs<PushedImage>()).Reference);
        Assert.Contains("only the one that is there was pushed", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains("""POST /images/registry.test/web/push?tag=1&platform={"os":"linux","architecture":"amd64"}""", engine.Requests);
    }

    [Fact]
    public async Task A_push_without_all_of_the_image_says_what_to_do()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["registry.test/web:1"]))
            .On("POST /images/registry.test%2Fweb/push", 200, """{"aux":{"contentMissing":true,"desc":{}}}""" + "\r\n" + Messages.Error("content not found"));
        ErrorRecord error = Assert.Single(engine.Run("Push-Image").With("Name", "registry.test/web:1").Run().Errors);
        Assert.StartsWith("PushFailed", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-Platform", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
    }

    private static bool IsDelete(string request) => request.StartsWith("DELETE", StringComparison.Ordinal);

    private static PSCredential Credential(string user, string password)
    {
        SecureString secret = new();
        foreach (char c in password)
            secret.AppendChar(c);
        return new PSCredential(user, secret);
    }
}
