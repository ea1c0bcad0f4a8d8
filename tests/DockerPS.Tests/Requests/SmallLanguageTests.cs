using System.Collections;
using System.Globalization;
using DockerPS.Engine.Requests;

namespace DockerPS.Tests.Requests;

/// <summary>Tmpfs, limits, devices, restart policies, hosts, security options. The tables are those of docker's own tests.</summary>
public sealed class SmallLanguageTests
{
    [Theory]
    [InlineData("/run", "/run", "")]
    [InlineData("/run:size=64m,mode=1777", "/run", "size=64m,mode=1777")]
    public void Tmpfs(string text, string path, string options) => Assert.Equal(new TmpfsSpec(path, options), Assert.Single(TmpfsSpec.Parse(text)));

    [Fact]
    public void Tmpfs_of_tables_and_wrong_ones()
    {
        Assert.Equal(new TmpfsSpec("/run", "size=1m"), Assert.Single(TmpfsSpec.Parse(new Hashtable { ["/run"] = "size=1m" })));
        Refused("BadTmpfs", () => TmpfsSpec.Parse("run").ToList());
        Refused("BadTmpfs", () => TmpfsSpec.Parse(5).ToList());
    }

    [Theory]
    [InlineData("nofile=512:1024", "nofile", 512, 1024)]
    [InlineData("nofile=1024", "nofile", 1024, 1024)]
    [InlineData("cpu=2:4", "cpu", 2, 4)]
    [InlineData("core=6", "core", 6, 6)]
    [InlineData("nofile=-1:-1", "nofile", -1, -1)]
    [InlineData("nofile=5:-1", "nofile", 5, -1)]
    public void Ulimit(string text, string name, long soft, long hard) => Assert.Equal(new UlimitSpec(name, soft, hard), Assert.Single(UlimitSpec.Parse(text)));

    [Theory]
    [InlineData("nofile")]
    [InlineData("nofile=")]
    [InlineData("nofile=:")]
    [InlineData("nofile=:12")]
    [InlineData("nofile=12:10")]
    [InlineData("nofile=-1:10")]
    [InlineData("nofile=1:2:3")]
    [InlineData("nofile=1k")]
    [InlineData("Nofile=1")]
    [InlineData("notarealtype=1024:1024")]
    public void Ulimit_wrong(string text) => Refused("BadUlimit", () => UlimitSpec.Parse(text).ToList());

    [Fact]
    public void Ulimit_of_a_service_is_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NegativeSign = "\u2212" } };
        try
        {
            var limit = new ServiceUlimit { Name = "memlock", Soft = -1, Hard = -1 };
            Assert.Equal("memlock=-1:-1", limit.ToString());
            Assert.Equal(new UlimitSpec("memlock", -1, -1), Assert.Single(UlimitSpec.Parse(limit)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Ulimit_of_tables()
    {
        Assert.Equal(new UlimitSpec("nofile", 1, 2), Assert.Single(UlimitSpec.Parse(new Hashtable { ["nofile"] = "1:2" })));
        Assert.Equal(new UlimitSpec("nproc", 7, 7), Assert.Single(UlimitSpec.Parse(new Hashtable { ["nproc"] = 7 })));
        Assert.Equal(new UlimitSpec("nofile", 1, 2), Assert.Single(UlimitSpec.Parse(new Hashtable { ["Name"] = "nofile", ["Soft"] = 1, ["Hard"] = 2 })));
    }

    [Theory]
    [InlineData("/dev/snd", "/dev/snd", "/dev/snd", "rwm", false)]
    [InlineData("/dev/snd:rw", "/dev/snd", "/dev/snd", "rw", false)]
    [InlineData("/dev/snd:/something", "/dev/snd", "/something", "rwm", false)]
    [InlineData("/dev/snd:/something:rw", "/dev/snd", "/something", "rw", false)]
    [InlineData("vendor.com/class=name", "vendor.com/class=name", "", "", true)]
    [InlineData("class/86E0D1E0-8089-11D0-9CE4-08003E301F73", "class/86E0D1E0-8089-11D0-9CE4-08003E301F73", "", "", false)]
    public void Device(string text, string host, string container, string permissions, bool cdi) =>
        Assert.Equal(new DeviceSpec(host, container, permissions, cdi), DeviceSpec.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("dev")]
    [InlineData("/dev/a:dev/b")]
    [InlineData("/dev/a:/dev/b:rwx")]
    [InlineData("/dev/a:/dev/b:rr")]
    [InlineData("/dev/a:/dev/b:rw:m")]
    [InlineData(":/dev/b")]
    public void Device_wrong(string text) => Refused("BadDevice", () => DeviceSpec.Parse(text));

    [Fact]
    public void Device_of_tables() => Assert.Equal(
        new DeviceSpec("/dev/a", "/dev/b", "r"),
        DeviceSpec.Parse(new Hashtable { ["PathOnHost"] = "/dev/a", ["PathInContainer"] = "/dev/b", ["CgroupPermissions"] = "r" }));

    [Theory]
    [InlineData("no", "no", 0)]
    [InlineData("Always", "always", 0)]
    [InlineData("on-failure:1", "on-failure", 1)]
    [InlineData("unless-stopped", "unless-stopped", 0)]
    [InlineData("anything:123", "anything", 123)]
    [InlineData("negative:-123", "negative", -123)]
    public void Restart(string text, string name, int count) => Assert.Equal(new RestartPolicySpec(name, count), RestartPolicySpec.Parse(text));

    [Theory]
    [InlineData(":1")]
    [InlineData("always:2:3")]
    [InlineData("on-failure:invalid")]
    public void Restart_wrong(string text) => Refused("BadRestart", () => RestartPolicySpec.Parse(text));

    [Theory]
    [InlineData("myhost:192.168.0.1", "myhost:192.168.0.1")]
    [InlineData("myhost=192.168.0.1", "myhost:192.168.0.1")]
    [InlineData("myhost=[192.168.0.1]", "myhost:192.168.0.1")]
    [InlineData("anipv6host:2003:ab34:e::1", "anipv6host:2003:ab34:e::1")]
    [InlineData("anipv6host:[2003:ab34:e::1]", "anipv6host:2003:ab34:e::1")]
    [InlineData("ipv6local:::1", "ipv6local:::1")]
    [InlineData("ipv6local=::1", "ipv6local:::1")]
    [InlineData("ipv6local=0:0:0:0:0:0:0:1", "ipv6local:0:0:0:0:0:0:0:1")]
    [InlineData("host.docker.internal:host-gateway", "host.docker.internal:host-gateway")]
    [InlineData("host.docker.internal=host-gateway", "host.docker.internal:host-gateway")]
    public void AddHost(string text, string expected) => Assert.Equal(expected, ExtraHost.Parse(text));

    [Theory]
    [InlineData("myhost:192.notanipaddress.1")]
    [InlineData("myhost")]
    [InlineData("myhost:")]
    [InlineData(":1.2.3.4")]
    [InlineData("a:b=1.2.3.4")]
    [InlineData("a=[]")]
    public void AddHost_wrong(string text) => Refused("BadAddHost", () => ExtraHost.Parse(text));

    [Fact]
    public void Security_options()
    {
        SecurityOptions options = SecurityOptions.Parse(
            ["no-new-privileges", "no-new-privileges:true", "seccomp=unconfined", "seccomp=./p.json", "label:disable", "systempaths=unconfined"],
            static path => path == "./p.json" ? """{ "defaultAction": "SCMP_ACT_ERRNO" }""" : throw new InvalidOperationException(path));

        Assert.Equal(
            ["no-new-privileges", "no-new-privileges:true", "seccomp=unconfined", """seccomp={"defaultAction":"SCMP_ACT_ERRNO"}""", "label:disable"],
            options.Options);
        Assert.True(options.UnconfinedPaths);
        Refused("BadSecurityOption", () => SecurityOptions.Parse(["apparmor"], static path => path));
        Refused("BadSecurityOption", () => SecurityOptions.Parse(["seccomp="], static path => path));
        Refused("BadSecurityOption", () => SecurityOptions.Parse(["seccomp=file"], static _ => "not json"));
    }

    private static void Refused(string id, Func<object> parse) => Assert.Equal(id, Assert.Throws<InvalidRequestException>(parse).ErrorId);
}
