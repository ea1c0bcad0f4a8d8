using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Text;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Swarm;

/// <summary>The cmdlets of secrets and configs against scripted engines.</summary>
public sealed class SecretCmdletTests
{
    private const string Id = "secret0000000000000000001";
    private const string Content = "s3cr3t-content";

    private static readonly string s_base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Content));

    public static TheoryData<object, string> Contents => new()
    {
        { Content, Content },
        { new NetworkCredential("", Content).SecurePassword, Content },
        { Encoding.UTF8.GetBytes(Content), Content },
        { new object[] { "a", "b" }, "a\nb" },
        { new object[] { (byte)65, (byte)66 }, "AB" },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task What_is_given_is_what_is_in_it(object value, string expected)
    {
        await using ScriptedSwarm engine = Engine();

        engine.Run("New-DockerSecret").With(new { Name = "key", Value = value }).Run().AssertNoErrors();

        Assert.Equal(expected, Sent(engine));
    }

    [Fact]
    public async Task Lines_and_bytes_come_down_the_pipeline()
    {
        await using ScriptedSwarm lines = Engine();
        await using ScriptedSwarm bytes = Engine();

        lines.Run("New-DockerSecret").With(new { Name = "key" }).Input("a", "b").Run().AssertNoErrors();
        bytes.Run("New-DockerSecret").With(new { Name = "key" }).Input((byte)65, new byte[] { 66, 67 }).Run().AssertNoErrors();

        Assert.Equal("a\nb", Sent(lines));
        Assert.Equal("ABC", Sent(bytes));
    }

    [Theory]
    [InlineData("Path")]
    [InlineData("LiteralPath")]
    public async Task A_file_is_taken_byte_for_byte(string parameter)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "key.bin");
        await File.WriteAllBytesAsync(file, [0, 255, 13, 10]);
        await using ScriptedSwarm engine = Engine();

        engine.Run("New-DockerSecret").With("Name", "key").With(parameter, file).Run().AssertNoErrors();

        Assert.Equal("AP8NCg==", (string?)Assert.Single(engine.BodiesOf("POST"))["Data"]);
    }

    [Fact]
    public async Task All_that_was_said_is_sent()
    {
        await using ScriptedSwarm engine = Engine();

        CmdletResult result = engine.Run("New-DockerSecret").With(new { Name = "key", Value = Content, Label = new object[] { "a=1", new Hashtable { ["b"] = 2 } }, TemplateDriver = "golang" }).Run().AssertNoErrors();

        Assert.Equal(
            $$"""{"Name":"key","Labels":{"a":"1","b":"2"},"Templating":{"Name":"golang"},"Data":"{{s_base64}}"}""",
            Assert.Single(engine.BodiesOf("POST /secrets/create")).ToJsonString());
        DockerSecret secret = Assert.Single(result.OutputAs<DockerSecret>());
        Assert.Equal(("key", Id, 5L, "a=1"), (secret.Name, secret.Id, secret.Version, secret.Labels.ToString()));
    }

    [Fact]
    public async Task A_driver_has_what_is_in_it()
    {
        await using ScriptedSwarm engine = Engine();

        engine.Run("New-DockerSecret").With(new { Name = "key", Driver = "vault", DriverOption = new object[] { "path=x" } }).Run().AssertNoErrors();
        CmdletResult both = engine.Run("New-DockerSecret").With(new { Name = "key", Driver = "vault", Value = Content }).Run();

        Assert.Equal("""{"Name":"key","Labels":{},"Driver":{"Name":"vault","Options":{"path":"x"}}}""", Assert.Single(engine.BodiesOf("POST")).ToJsonString());
        Assert.Contains("comes from the driver", both.TerminatingError!.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_ever_shows_what_is_in_it()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm()
            .On("POST /secrets/create", 409, """{"message":"rpc error: code = AlreadyExists desc = secret key already exists"}""");

        CmdletResult result = engine.Run("New-DockerSecret").With(new { Name = "key", Value = Content, Verbose = true, Debug = true }).Run();

        ErrorRecord error = result.Errors.Append(result.TerminatingError).OfType<ErrorRecord>().Single();
        Assert.Equal("NameInUse", error.FullyQualifiedErrorId.Split(',')[0]);
        string said = string.Join('\n', [.. result.Verbose, .. result.Debug, .. result.Warnings, error.ToString(), error.Exception.ToString(), error.TargetObject?.ToString() ?? "", error.ErrorDetails?.Message ?? ""]);
        Assert.DoesNotContain(Content, said, StringComparison.Ordinal);
        Assert.DoesNotContain(s_base64, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-DockerSecret", 500 * 1024)]
    [InlineData("New-DockerConfig", 1000 * 1024)]
    public async Task What_the_engine_would_not_take_is_not_sent(string cmdlet, int limit)
    {
        await using ScriptedSwarm engine = Engine();
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "large");
        await File.WriteAllBytesAsync(file, new byte[limit]);

        ErrorRecord? value = engine.Run(cmdlet).With(new { Name = "key", Value = new string('a', limit) }).Run().TerminatingError;
        ErrorRecord? path = engine.Run(cmdlet).With(new { Name = "key", Path = file }).Run().TerminatingError;
        ErrorRecord? none = engine.Run(cmdlet).With(new { Name = "key" }).Run().TerminatingError;
        ErrorRecord? mixed = engine.Run(cmdlet).With(new { Name = "key", Value = new object[] { "a", (byte)1 } }).Run().TerminatingError;
        engine.Run(cmdlet).With(new { Name = "key", Value = new string('a', limit - 1) }).Run().AssertNoErrors();

        Assert.Equal(["TooLarge", "TooLarge", "NoContent", "BadParameter"], new[] { value, path, none, mixed }.Select(static error => error!.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Single(engine.BodiesOf("POST"));
    }

    [Fact]
    public async Task A_config_can_be_read()
    {
        string spec = $"\"Data\":\"{s_base64}\",\"Templating\":{{\"Name\":\"golang\"}}";
        await using ScriptedSwarm engine = new ScriptedSwarm().With("/configs", "conf", Id, 7, spec);

        DockerConfigSummary summary = Assert.Single(engine.Run("Get-DockerConfig").With(new { Filter = new Hashtable { ["id"] = "s" }, Label = new object[] { "a" } }).Run().AssertNoErrors().OutputAs<DockerConfigSummary>());
        DockerConfigDetail detail = Assert.Single(engine.Run("Get-DockerConfig").With(new { Name = "conf", Detailed = true }).Run().AssertNoErrors().OutputAs<DockerConfigDetail>());

        Assert.Contains("""GET /configs?filters={"id":["s"],"label":["a"]}""", engine.Requests);
        Assert.Equal((Content.Length, "golang"), ((int)summary.Size, summary.TemplateDriver));
        Assert.Equal(Content, detail.Text);
        Assert.Equal(Encoding.UTF8.GetBytes(Content), detail.Data);
    }

    [Theory]
    [InlineData("Secret", "/secrets")]
    [InlineData("Config", "/configs")]
    public async Task Labels_are_all_that_changes(string noun, string path)
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().With(path, "key", Id, 7, "\"Tomorrow\":1").On($"POST {path}/{Id}/update", 200, "");

        engine.Run($"Update-Docker{noun}").With(new { Name = "key", AddLabel = new object[] { "b=2" }, RemoveLabel = new[] { "a" } }).Run().AssertNoErrors();
        CmdletResult nothing = engine.Run($"Update-Docker{noun}").With(new { Name = "key" }).Run();

        Assert.Equal("""{"Name":"key","Labels":{"b":"2"},"Tomorrow":1}""", Assert.Single(engine.BodiesOf($"POST {path}/{Id}/update?version=7")).ToJsonString());
        Assert.Equal("NothingToUpdate", nothing.TerminatingError!.FullyQualifiedErrorId.Split(',')[0]);
    }

    [Theory]
    [InlineData("Secret", "/secrets")]
    [InlineData("Config", "/configs")]
    public async Task Many_are_removed_and_one_in_use_is_one_error(string noun, string path)
    {
        const string Other = "other00000000000000000001";
        await using ScriptedSwarm engine = new ScriptedSwarm()
            .On($"GET {path}", 200, $"[{ScriptedSwarm.Item("key-1", Id, 1)},{ScriptedSwarm.Item("key-2", Other, 1)},{ScriptedSwarm.Item("no", "no", 1)}]")
            .On($"DELETE {path}/{Id}", 204, "")
            .On($"DELETE {path}/{Other}", 400, """{"message":"rpc error: code = InvalidArgument desc = 'key-2' is in use by the following service: db"}""");

        CmdletResult result = engine.Run($"Remove-Docker{noun}").With(new { Name = "key-*" }).Run();

        Assert.Equal("'key-2' is in use by the following service: db", Assert.Single(result.Errors).Exception.Message);
        Assert.Equal(2, result.ShouldProcessCalls.Count);
        Assert.Equal(2, engine.Requests.Count(static request => request.StartsWith("DELETE", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Inspecting_by_any_name_finds_them_and_an_engine_without_a_swarm_is_no_error()
    {
        await using ScriptedSwarm manager = new ScriptedSwarm().AsManager().With("/secrets", "key", Id).With("/configs", "conf", Id);
        await using ScriptedSwarm alone = new ScriptedSwarm().On("GET /info", 200, "{}").On("GET /nodes/", 503, ScriptedSwarm.NoSwarm);

        Assert.IsType<DockerSecret>(Assert.Single(manager.Run("Get-DockerObject").With(new { Name = "key" }).Run().AssertNoErrors().OutputAs<object>()));
        Assert.IsType<DockerConfigDetail>(Assert.Single(manager.Run("Get-DockerObject").With(new { Name = "conf" }).Run().AssertNoErrors().OutputAs<object>()));
        CmdletResult missing = alone.Run("Get-DockerObject").With(new { Name = "nope" }).Run();
        CmdletResult asked = alone.Run("Get-DockerObject").With(new { Name = "nope", Type = new[] { "node" } }).Run();

        Assert.Equal("ObjectNotFound", Assert.Single(missing.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.DoesNotContain(alone.Requests, static request => request.StartsWith("GET /secrets", StringComparison.Ordinal));
        Assert.Equal("NotInSwarm", Assert.Single(asked.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    private static ScriptedSwarm Engine() => new ScriptedSwarm()
        .On("POST /secrets/create", 201, $$"""{"ID":"{{Id}}"}""").With("/secrets", "key", Id)
        .On("POST /configs/create", 201, $$"""{"ID":"{{Id}}"}""").With("/configs", "key", Id);

    private static string Sent(ScriptedSwarm engine) =>
        Encoding.UTF8.GetString(Convert.FromBase64String((string)Assert.Single(engine.BodiesOf("POST"))["Data"]!));
}
