using System.Collections;
using System.Text.Json.Nodes;
using DockerPS.Engine.Requests;

namespace DockerPS.Tests.Requests;

/// <summary>The tables are those of docker/cli's own tests.</summary>
public sealed class MountSpecTests
{
    [Theory]
    [InlineData("type=bind,src=/source,dst=/target", """{"Type":"bind","Source":"/source","Target":"/target"}""")]
    [InlineData("type=bind,source=/source,destination=/target", """{"Type":"bind","Source":"/source","Target":"/target"}""")]
    [InlineData("type=bind,source=.,target=/target", """{"Type":"bind","Source":"<.>","Target":"/target"}""")]
    [InlineData("TYPE=Bind,Source=../,target=/target,ro", """{"Type":"bind","Source":"<../>","Target":"/target","ReadOnly":true}""")]
    [InlineData("target=/foo", """{"Type":"volume","Target":"/foo"}""")]
    [InlineData("type=volume,target=/foo,readonly=0", """{"Type":"volume","Target":"/foo","ReadOnly":false}""")]
    [InlineData("type=volume,target=/foo,volume-nocopy", """{"Type":"volume","Target":"/foo","VolumeOptions":{"NoCopy":true}}""")]
    [InlineData("type=volume,target=/foo,volume-label=a=b,volume-label=c=,volume-label=d,volume-label==e", """{"Type":"volume","Target":"/foo","VolumeOptions":{"Labels":{"a":"b","c":"","d":""}}}""")]
    [InlineData("type=volume,target=/foo,volume-driver=d,volume-opt=a=b", """{"Type":"volume","Target":"/foo","VolumeOptions":{"DriverConfig":{"Name":"d","Options":{"a":"b"}}}}""")]
    [InlineData("type=image,source=foo,target=/t,image-subpath=/bar", """{"Type":"image","Source":"foo","Target":"/t","ImageOptions":{"Subpath":"/bar"}}""")]
    [InlineData("type=tmpfs,target=/t,tmpfs-size=1m,tmpfs-mode=0700", """{"Type":"tmpfs","Target":"/t","TmpfsOptions":{"SizeBytes":1048576,"Mode":448}}""")]
    [InlineData("type=bind,src=/a,dst=/b,bind-recursive=disabled", """{"Type":"bind","Source":"/a","Target":"/b","BindOptions":{"NonRecursive":true}}""")]
    [InlineData("type=bind,src=/a,dst=/b,bind-recursive=readonly,ro,bind-propagation=rprivate", """{"Type":"bind","Source":"/a","Target":"/b","BindOptions":{"ReadOnlyForceRecursive":true,"Propagation":"rprivate"},"ReadOnly":true}""")]
    [InlineData("type=bind,\"src=/a,b\",dst=/b", """{"Type":"bind","Source":"/a,b","Target":"/b"}""")]
    [InlineData("type=bind,\"src=/a\"\"b\",dst=/b", """{"Type":"bind","Source":"/a\u0022b","Target":"/b"}""")]
    public void Reads_what_docker_reads(string text, string expected) => Assert.Equal(expected, Json(text));

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("type=volume,target=/foo,bogus=foo", "'bogus' is not an option")]
    [InlineData("type=volume,target=/foo,bogus", "'bogus' has no value")]
    [InlineData("type=volume, src=/foo,target=/foo", "there is a blank in ' src=/foo'")]
    [InlineData("type=volume,src =/foo,target=/foo", "there is a blank")]
    [InlineData("type=volume,src=,target=/foo", "the value of 'src' is empty")]
    [InlineData("type=volume,src= /foo,target=/foo", "there is a blank")]
    [InlineData("type=tmpfs,target=/foo,tmpfs-size=foo", "'foo' is not a size")]
    [InlineData("type=tmpfs,target=/foo,tmpfs-mode=foo", "'foo' is not an octal mode")]
    [InlineData("type=tmpfs,target=/foo,tmpfs-mode=77777777777777777777777777", "is not an octal mode")]
    [InlineData("type=volume,target=/foo,source=/foo,bind-propagation=rprivate", "options of the type bind do not go with the type volume")]
    [InlineData("type=bind,target=/foo,source=/foo,volume-nocopy=true", "options of the type volume do not go with the type bind")]
    [InlineData("type=bind,target=/foo,source=/foo,readonly=no", "'readonly' is true or false")]
    [InlineData("type=bind,target=/foo,source=/foo,readonly=", "the value of 'readonly' is empty")]
    [InlineData("type=bind,target=/foo,source=/foo,bind-nonrecursive", "has no value")]
    [InlineData("type=bind,target=/foo,source=/foo,bind-nonrecursive=true", "bind-recursive=disabled")]
    [InlineData("type=bind,source=/foo,target=/bar,bind-recursive=writable", "need readonly")]
    [InlineData("type=bind,source=/foo,target=/bar,bind-recursive=readonly,readonly", "bind-propagation=rprivate")]
    [InlineData("type=bind,source=/foo,target=/bar,bind-recursive=maybe", "not 'maybe'")]
    [InlineData("type=bind,source=/foo", "there is no target")]
    [InlineData("type=bind,sou\"rce=/foo", "a quote stands inside a field")]
    [InlineData("type=bind,\"source=/foo", "a quote does not end")]
    [InlineData("type=bind,\"source=/foo\"x", "goes on after its closing quote")]
    public void Refuses_what_docker_refuses_and_says_why(string text, string reason)
    {
        InvalidRequestException error = Assert.Throws<InvalidRequestException>(() => Parse(text));

        Assert.Equal("BadMount", error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_tables_with_dockers_keys_and_with_the_engines_fields()
    {
        Assert.Equal("<./x>", (string?)Parse(new Hashtable { ["type"] = "bind", ["src"] = "./x", ["dst"] = "/x", ["ro"] = true }).Json["Source"]);
        MountSpec mount = Parse(new Hashtable
        {
            ["Type"] = "volume",
            ["Target"] = "/x",
            ["VolumeOptions"] = new Hashtable { ["NoCopy"] = true, ["Later"] = 1 },
            ["volume-label"] = new Hashtable { ["a"] = 1 },
        });
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"NoCopy":true,"Later":1,"Labels":{"a":"1"}}"""), mount.Json["VolumeOptions"]));
        Assert.Throws<InvalidRequestException>(() => Parse(new Hashtable { ["Target"] = "/x", ["Colour"] = "red" }));
    }

    [Fact]
    public void Reads_the_mounts_of_a_container()
    {
        Assert.Equal(
            """{"Type":"bind","Source":"/a","Target":"/b","ReadOnly":true,"BindOptions":{"Propagation":"rslave"}}""",
            Json(new MountPoint { Type = "bind", Source = "/a", Destination = "/b", Propagation = "rslave" }));
        Assert.Equal("""{"Type":"volume","Source":"v","Target":"/b"}""", Json(new MountPoint { Type = "volume", Name = "v", Source = "/x", Destination = "/b", Writable = true }));
    }

    [Theory]
    [InlineData("type=bind,src=/a,dst=/b,bind-create-src", "1.42")]
    [InlineData("type=bind,src=/a,dst=/b,bind-recursive=writable,ro", "1.44")]
    [InlineData("dst=/b,volume-subpath=x", "1.45")]
    [InlineData("type=image,src=a,dst=/b", "1.48")]
    public void Tells_which_engine_it_needs(string text, string version)
    {
        ApiRequirement requirement = Assert.Single(Parse(text).Requirements);

        Assert.Equal(version, requirement.Version.ToString());
        Assert.StartsWith("-Mount ", requirement.Feature, StringComparison.Ordinal);
    }

    private static MountSpec Parse(object value) => MountSpec.Parse(value, static path => $"<{path}>");

    private static string Json(object value) => Parse(value).Json.ToJsonString().Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal);
}
