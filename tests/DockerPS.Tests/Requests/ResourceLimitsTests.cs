using System.Text.Json.Nodes;
using DockerPS.Engine.Requests;

namespace DockerPS.Tests.Requests;

public sealed class ResourceLimitsTests
{
    [Fact]
    public void Only_what_is_given_is_sent()
    {
        var body = new JsonObject();
        new ResourceLimits().AddTo(body);
        Assert.Empty(body);
        new ResourceLimits { Memory = 0, Cpu = 1.5, CpusetCpu = ["0-2", "4"], BlkioWeight = 10, PidLimit = -1 }.AddTo(body);
        Assert.Equal("""{"Memory":0,"NanoCpus":1500000000,"CpusetCpus":"0-2,4","BlkioWeight":10,"PidsLimit":-1}""", body.ToJsonString());
    }

    [Fact]
    public void Each_has_the_engines_own_name()
    {
        var body = new JsonObject();
        new ResourceLimits
        {
            Memory = 1, MemoryReservation = 2, MemorySwap = 3, CpuShare = 4, CpuPeriod = 5, CpuQuota = 6, CpuRealtimePeriod = 7, CpuRealtimeRuntime = 8, CpusetMemory = ["9"],
        }.AddTo(body);
        Assert.Equal(
            """{"Memory":1,"MemoryReservation":2,"MemorySwap":3,"CpuShares":4,"CpuPeriod":5,"CpuQuota":6,"CpuRealtimePeriod":7,"CpuRealtimeRuntime":8,"CpusetMems":"9"}""",
            body.ToJsonString());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1e12)]
    public void What_is_no_number_of_processors_is_refused(double cpus) =>
        Assert.Equal("BadCpu", Assert.Throws<InvalidRequestException>(() => new ResourceLimits { Cpu = cpus }.AddTo([])).ErrorId);
}
