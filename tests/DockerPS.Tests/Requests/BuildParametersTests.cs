using DockerPS.Engine.Requests;

namespace DockerPS.Tests.Requests;

public sealed class BuildParametersTests
{
    private static readonly Dictionary<string, string> s_noProxies = [];

    [Fact]
    public void WhatIsNotAskedForIsNotSent() =>
        Assert.Equal("?rm=1", new BuildParameters().ToQuery(null, null, s_noProxies).ToString());

    [Fact]
    public void EveryParameterHasItsName()
    {
        var parameters = new BuildParameters
        {
            Tags = ["web:1", "host:5000/web"],
            BuildArguments = new Dictionary<string, string?> { ["A"] = "1 2", ["B"] = null },
            Labels = new Dictionary<string, string> { ["k"] = "ü" },
            Target = "base",
            NoCache = true,
            Pull = true,
            NetworkMode = "host",
            Platforms = ["Linux/ARM64"],
            ExtraHosts = ["a:1.2.3.4", "b:::1"],
            Memory = 1,
            MemorySwap = -1,
            CpuPeriod = 2,
            CpuQuota = 3,
            CpuShares = 4,
            CpusetCpus = "0-1",
            CpusetMemories = "0",
        };
        string[] query = Uri.UnescapeDataString(parameters.ToQuery("sub/D", "https://x/y.git#a", s_noProxies).ToString()).TrimStart('?').Split('&');
        Assert.Equal(
            [
                "t=web:1", "t=host:5000/web", "remote=https://x/y.git#a", "dockerfile=sub/D", "nocache=1", "pull=1", "rm=1", "target=base", "networkmode=host",
                "platform=linux/arm64", "memory=1", "memswap=-1", "cpuperiod=2", "cpuquota=3", "cpushares=4", "cpusetcpus=0-1", "cpusetmems=0",
                """buildargs={"A":"1 2","B":null}""", """labels={"k":"\u00FC"}""", "extrahosts=a:1.2.3.4", "extrahosts=b:::1",
            ],
            query);
    }

    [Fact]
    public void ProxiesAreBuildArgumentsUnlessTheUserGaveThem()
    {
        var parameters = new BuildParameters { BuildArguments = new Dictionary<string, string?> { ["HTTP_PROXY"] = "mine", ["NO_PROXY"] = null } };
        var proxies = new Dictionary<string, string> { ["HTTP_PROXY"] = "theirs", ["NO_PROXY"] = "theirs", ["HTTPS_PROXY"] = "theirs" };
        Assert.Contains(
            """buildargs={"HTTP_PROXY":"mine","NO_PROXY":null,"HTTPS_PROXY":"theirs"}""",
            Uri.UnescapeDataString(parameters.ToQuery(null, null, proxies).ToString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web:1", null)]
    [InlineData("host:5000/a/b", null)]
    [InlineData("Web", "lowercase")]
    [InlineData("a b", "not an image reference")]
    [InlineData("web@sha256:34fb332867190d969aa59bfe166d6e4f1cef8326ede27fde7234a12cfa057a82", "digest")]
    public void TagsAreLookedAtBeforeAnythingIsSent(string tag, string? problem)
    {
        var parameters = new BuildParameters { Tags = ["good:1", tag] };
        if (problem is null)
        {
            parameters.Validate();
            return;
        }

        InvalidRequestException error = Assert.Throws<InvalidRequestException>(parameters.Validate);
        Assert.Equal("BadTag", error.ErrorId);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }
}
