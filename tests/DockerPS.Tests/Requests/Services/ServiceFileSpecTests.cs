using System.Collections;
using DockerPS.Engine.Requests.Services;

namespace DockerPS.Tests.Requests.Services;

/// <summary>-Secret and -Config of services. The texts are those of docker's own tests.</summary>
public sealed class ServiceFileSpecTests
{
    [Theory]
    [InlineData("app-secret", "app-secret>app-secret 0:0 444")]
    [InlineData("source=foo", "foo>foo 0:0 444")]
    [InlineData("src=foo,target=testing", "foo>testing 0:0 444")]
    [InlineData("source=/foo,target=/testing,uid=1000,gid=1001", "/foo>/testing 1000:1001 444")]
    [InlineData("source=foo,target=testing,uid=1000,gid=1001,mode=0400", "foo>testing 1000:1001 400")]
    [InlineData("Source=foo,Mode=0o1777", "foo>foo 0:0 1777")]
    public void Reads_what_docker_reads(string text, string expected) => Assert.Equal(expected, Shown(ServiceFileSpec.Parse("Secret", text)));

    [Fact]
    public void Reads_tables_and_fields_without_quotes()
    {
        Assert.Equal("a>b 1:2 440", Shown(ServiceFileSpec.Parse("Config", new Hashtable { ["Source"] = "a", ["Target"] = "b", ["Uid"] = 1, ["Gid"] = 2, ["Mode"] = "0440" })));
        Assert.Equal(
            ["foo>testing 0:0 400", "bar>bar 0:0 444", "plain>plain 0:0 444"],
            ServiceFileSpec.ParseAll("Secret", ["source=foo", "target=testing", "mode=0400", "src=bar", "plain"]).Select(Shown));
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("target=testing", "there is no source")]
    [InlineData("source=a,type=b", "'type=b' is not source=")]
    [InlineData("source=a,target", "'target' is not source=")]
    [InlineData("source=a,mode=0888", "the mode '0888' is not octal")]
    [InlineData("source=a,mode=440", "the mode '440' is not octal with a leading 0")]
    public void Refuses_the_rest(string text, string reason)
    {
        InvalidRequestException error = Assert.Throws<InvalidRequestException>(() => ServiceFileSpec.Parse("AddConfig", text));

        Assert.Equal("BadAddConfig", error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mode_as_a_number_is_refused_as_PowerShell_has_dropped_its_zero()
    {
        InvalidRequestException error = Assert.Throws<InvalidRequestException>(
            () => ServiceFileSpec.Parse("Secret", new Hashtable { ["Source"] = "a", ["Mode"] = 0440 }));

        Assert.Contains("PowerShell reads 0440 as the number 440", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_for_one_file_are_refused()
    {
        InvalidRequestException error = Assert.Throws<InvalidRequestException>(() => ServiceFileSpec.ParseAll("Secret", ["a", "source=b,target=a"]));

        Assert.Contains("two of them go to the file 'a'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Goes_out_as_docker_sends_it() => Assert.Equal(
        """{"File":{"Name":"file","UID":"0","GID":"0","Mode":292},"SecretID":"id1","SecretName":"foo"}""",
        ServiceFileSpec.Parse("Secret", "source=foo,target=file").ToJson("Secret", "id1", "foo").ToJsonString());

    private static string Shown(ServiceFileSpec file) => $"{file.Source}>{file.Target} {file.UserId}:{file.GroupId} {Convert.ToString(file.Mode, 8)}";
}
