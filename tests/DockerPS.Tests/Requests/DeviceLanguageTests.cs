using System.Collections;
using DockerPS.Engine.Requests;

namespace DockerPS.Tests.Requests;

/// <summary>GPUs, rates, weights, rules, and the other short languages; the texts are those of docker's own tests.</summary>
public sealed class DeviceLanguageTests
{
    private const string Compute = """{"Driver":"nvidia","Count":1,"DeviceIDs":null,"Capabilities":[["compute","utility","gpu"]],"Options":{"foo":"bar","baz":"qux"}}""";

    private const string All = """{"Driver":"","Count":-1,"DeviceIDs":null,"Capabilities":[["gpu"]],"Options":{}}""";

    [Theory]
    [InlineData("all", All)]
    [InlineData("-1", All)]
    [InlineData("count=all", All)]
    [InlineData("count=-1", All)]
    [InlineData("driver=nvidia,\"capabilities=compute,utility\",\"options=foo=bar,baz=qux\"", Compute)]
    [InlineData("1,driver=nvidia,\"capabilities=compute,utility\",\"options=foo=bar,baz=qux\"", Compute)]
    [InlineData("count=1,driver=nvidia,\"capabilities=compute,utility\",\"options=foo=bar,baz=qux\"", Compute)]
    [InlineData("driver=nvidia,\"capabilities=compute,utility\",\"options=foo=bar,baz=qux\",count=1", Compute)]
    [InlineData("device=0", """{"Driver":"","Count":0,"DeviceIDs":["0"],"Capabilities":[["gpu"]],"Options":{}}""")]
    [InlineData("\"device=0,2\"", """{"Driver":"","Count":0,"DeviceIDs":["0","2"],"Capabilities":[["gpu"]],"Options":{}}""")]
    public void Gpu(string text, string request) => Assert.Equal(request, GpuSpec.Parse(text).ToJsonString());

    [Theory]
    [InlineData("count=invalid-integer")]
    [InlineData("some")]
    [InlineData("")]
    [InlineData("driver=a,driver=b")]
    [InlineData("2,count=3")]
    [InlineData("count=1,device=0")]
    [InlineData("colour=red")]
    [InlineData("driver=\"a")]
    public void Gpu_wrong(string text) => Refused("BadGpu", () => GpuSpec.Parse(text));

    [Fact]
    public void Gpu_of_numbers_and_tables()
    {
        Assert.Equal(All.Replace("-1", "2", StringComparison.Ordinal), GpuSpec.Parse(2).ToJsonString());
        Assert.Equal(Compute.Replace(",\"baz\":\"qux\"", "", StringComparison.Ordinal), GpuSpec.Parse(new Hashtable
        {
            ["Driver"] = "nvidia",
            ["Count"] = 1,
            ["Capabilities"] = new object[] { new object[] { "compute", "utility", "gpu" } },
            ["Options"] = new Hashtable { ["foo"] = "bar" },
        }).ToJsonString());
        Refused("BadGpu", () => GpuSpec.Parse(new Hashtable { ["Colour"] = 1 }));
        Refused("BadGpu", () => GpuSpec.Parse(1.5));
    }

    [Fact]
    public void Gpu_whose_quotes_were_left_out()
    {
        Assert.Equal(
            ["nvidia 2", " 1", " -1"],
            GpuSpec.ParseAll([2, "driver=nvidia", 1, "all"]).Select(static request => $"{request["Driver"]} {request["Count"]}"));
    }

    [Theory]
    [InlineData("/dev/sda:1000", 1000)]
    [InlineData("/dev/sda:1mb", 1048576)]
    [InlineData("/dev/sda:0", 0)]
    public void Bytes(string text, long rate) =>
        Assert.Equal($$"""{"Path":"/dev/sda","Rate":{{rate}}}""", Assert.Single(DeviceLimit.Bytes("DeviceReadBps").Parse(text)).ToJsonString());

    [Theory]
    [InlineData("/dev/sda")]
    [InlineData(":1mb")]
    [InlineData("sda:1mb")]
    [InlineData("/dev/sda:foo")]
    [InlineData("/dev/sda:-1")]
    public void Bytes_wrong(string text) => Refused("BadDeviceReadBps", () => DeviceLimit.Bytes("DeviceReadBps").Parse(text).ToList());

    [Theory]
    [InlineData("/dev/sda:1.5")]
    [InlineData("/dev/sda:-5")]
    [InlineData("/dev/sda:1mb")]
    [InlineData("sda:100")]
    public void Operations_wrong(string text) => Refused("BadDeviceReadIops", () => DeviceLimit.Operations("DeviceReadIops").Parse(text).ToList());

    [Theory]
    [InlineData("/dev/sda:10", 10)]
    [InlineData("/dev/sda:1000", 1000)]
    [InlineData("/dev/sda:0", 0)]
    public void Weight(string text, int weight) =>
        Assert.Equal($$"""{"Path":"/dev/sda","Weight":{{weight}}}""", Assert.Single(DeviceLimit.Weight("BlkioWeightDevice").Parse(text)).ToJsonString());

    [Theory]
    [InlineData("/dev/sda:9")]
    [InlineData("/dev/sda:1001")]
    [InlineData("/dev/sda:70000")]
    [InlineData("/dev/sda")]
    [InlineData(":100")]
    [InlineData("sda:100")]
    public void Weight_wrong(string text) => Refused("BadBlkioWeightDevice", () => DeviceLimit.Weight("BlkioWeightDevice").Parse(text).ToList());

    [Fact]
    public void Limits_of_tables()
    {
        Assert.Equal(
            ["""{"Path":"/dev/sda","Rate":1048576}"""],
            DeviceLimit.Bytes("DeviceReadBps").Parse(new Hashtable { ["/dev/sda"] = 1 << 20 }).Select(static limit => limit.ToJsonString()));
        Assert.Equal(
            ["""{"Path":"/dev/sda","Weight":20}"""],
            DeviceLimit.Weight("BlkioWeightDevice").Parse(new Hashtable { ["Path"] = "/dev/sda", ["Weight"] = 20 }).Select(static limit => limit.ToJsonString()));
        Refused("BadDeviceReadBps", () => DeviceLimit.Bytes("DeviceReadBps").Parse(5).ToList());
    }

    [Theory]
    [InlineData("c 42:* rmw", true)]
    [InlineData("a *:* r", true)]
    [InlineData("b 7:0 m", true)]
    [InlineData("d 1:1 r", false)]
    [InlineData("c 1 r", false)]
    [InlineData("c 1:1", false)]
    [InlineData("c 1:1 x", false)]
    [InlineData("c 1:1 r\n", false)]
    public void Rules(string text, bool valid) => Checked(valid, "BadDeviceCgroupRule", () => DeviceCgroupRule.Parse(text));

    [Theory]
    [InlineData("net.core.somaxconn=1024", true)]
    [InlineData("fs.mqueue.msg_max=1", true)]
    [InlineData("kernel.shm_rmid_forced=1", true)]
    [InlineData("kernel.hostname=x", false)]
    [InlineData("vm.swappiness=1", false)]
    [InlineData("net.core.somaxconn", false)]
    [InlineData("=1", false)]
    public void Sysctls(string text, bool valid) => Checked(valid, "BadSysctl", () => SysctlSpec.Parse(text));

    [Theory]
    [InlineData("a", true)]
    [InlineData("a:b", true)]
    [InlineData("/foo:/c1/bar", true)]
    [InlineData("", false)]
    [InlineData("a:b:c", false)]
    [InlineData(":b", false)]
    [InlineData("a:", false)]
    public void Links(string text, bool valid) => Checked(valid, "BadLink", () => LinkSpec.Parse(text));

    [Theory]
    [InlineData("", true)]
    [InlineData("host", true)]
    [InlineData("container:a", true)]
    [InlineData("container:", false)]
    [InlineData("private", false)]
    public void Namespaces(string text, bool valid) => Checked(valid, "BadPidNamespace", () => NamespaceMode.Parse("PidNamespace", text, ["host"], joins: true));

    [Fact]
    public void A_namespace_that_cannot_be_shared() => Refused("BadUtsNamespace", () => NamespaceMode.Parse("UtsNamespace", "container:a", ["host"]));

    [Theory]
    [InlineData("92:d0:c6:0a:29:33", "92:d0:c6:0a:29:33")]
    [InlineData(" 92-D0-C6-0A-29-33 ", "92:d0:c6:0a:29:33")]
    [InlineData("92d0.c60a.2933", "92:d0:c6:0a:29:33")]
    [InlineData("02:00:5e:10:00:00:00:01", "02:00:5e:10:00:00:00:01")]
    public void Mac(string text, string expected) => Assert.Equal(expected, MacAddress.Parse("MacAddress", text));

    [Theory]
    [InlineData("invalidMacAddress")]
    [InlineData("92:d0:c6:0a:29")]
    [InlineData("92:d0-c6:0a:29:33")]
    [InlineData("92:d0:c6:0a:29:3g")]
    [InlineData("")]
    public void Mac_wrong(string text) => Refused("BadMacAddress", () => MacAddress.Parse("MacAddress", text));

    [Fact]
    public void Volumes_of_others()
    {
        Assert.Equal(["a", "b:ro"], new object[] { "a", "b:ro" }.SelectMany(VolumeSource.Parse));
        Assert.Equal(["c:ro"], VolumeSource.Parse(new Hashtable { ["c"] = "ro" }));
        Assert.Equal(["c"], VolumeSource.Parse(new Hashtable { ["c"] = null }));
        Assert.Equal(["0123"], VolumeSource.Parse(new Hashtable { ["Id"] = "0123", ["Name"] = "web" }));
        Refused("BadVolumeFrom", () => VolumeSource.Parse(":ro").ToList());
        Refused("BadVolumeFrom", () => VolumeSource.Parse("a:").ToList());
        Refused("BadVolumeFrom", () => VolumeSource.Parse(5).ToList());
    }

    [Fact]
    public void Mounts_and_ports_whose_quotes_were_left_out()
    {
        Assert.Equal(
            ["""{"Type":"bind","Source":"/a","Target":"/b","ReadOnly":true}""", """{"Type":"tmpfs","Target":"/t"}"""],
            MountSpec.ParseAll(["type=bind", "src=/a", "dst=/b", "readonly", "type=tmpfs", "target=/t"], static path => path).Select(static mount => mount.Json.ToJsonString()));
        Assert.Equal(
            [("81/udp", "18081"), ("80/tcp", "8080")],
            PublishedPort.ParseAll(["published=18081", "target=81", "protocol=udp", "8080:80"]).Select(static port => (port.Port, port.HostPort)));
    }

    private static void Checked(bool valid, string id, Func<object> parse)
    {
        if (valid)
        {
            parse();
        }
        else
        {
            Refused(id, parse);
        }
    }

    private static void Refused(string id, Func<object> parse) => Assert.Equal(id, Assert.Throws<InvalidRequestException>(parse).ErrorId);
}
