using System.Text.Json;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;
using Xunit;

namespace DockerPS.Tests.Statistics;

public sealed class ContainerStatSampleTests
{
    private const string Times = """ "read":"2026-11-21T04:43:32.199325074Z","preread":"2026-11-21T04:43:31.199325074Z" """;

    [Fact]
    public void Counts_as_docker_does_on_cgroup_v1()
    {
        ContainerStat stat = Read($$$"""
            { {{{Times}}},"id":"ab","name":"/web","pids_stats":{"current":3},"num_procs":0,
              "blkio_stats":{"io_service_bytes_recursive":[{"major":8,"minor":0,"op":"Read","value":100},{"major":8,"minor":0,"op":"Write","value":7},
                {"major":8,"minor":0,"op":"Sync","value":107},{"major":8,"minor":0,"op":"Total","value":107},{"major":9,"minor":0,"op":"Read","value":1}]},
              "cpu_stats":{"cpu_usage":{"total_usage":3000,"percpu_usage":[1,2,3,4]},"system_cpu_usage":20000,"online_cpus":4},
              "precpu_stats":{"cpu_usage":{"total_usage":1000},"system_cpu_usage":10000,"online_cpus":4},
              "memory_stats":{"usage":1000,"limit":4000,"stats":{"cache":900,"total_inactive_file":200,"inactive_file":50}},
              "networks":{"eth0":{"rx_bytes":5,"tx_bytes":6,"rx_packets":1},"eth1":{"rx_bytes":10,"tx_bytes":20}},"newer":1 }
            """);
        Assert.Equal("web", stat.Name);
        Assert.Equal(new DateTime(2026, 11, 21, 4, 43, 32, DateTimeKind.Utc), stat.Time!.Value.ToUniversalTime(), TimeSpan.FromSeconds(1));
        Assert.Equal(DateTimeKind.Local, stat.Time!.Value.Kind);
        Assert.Equal(80, stat.CpuPercent);
        Assert.Equal((800, 4000, 20.0), (stat.MemoryUsage, stat.MemoryLimit, stat.MemoryPercent));
        Assert.Equal((15, 26), (stat.NetworkReceived, stat.NetworkSent));
        Assert.Equal((101, 7), (stat.BlockRead, stat.BlockWritten));
        Assert.Equal(3, stat.ProcessCount);
        Assert.Equal("eth0=5/6, eth1=10/20", stat.Networks.ToString());
        Assert.Equal("newer", Assert.Single(stat.AdditionalProperties).Key);
        Assert.Equal(900L, Assert.IsType<FieldMap>(Assert.IsType<FieldMap>(stat.GetSections()["memory_stats"])["stats"])["cache"]);
    }

    [Fact]
    public void Counts_as_docker_does_on_cgroup_v2()
    {
        ContainerStat stat = Read($$$"""
            { {{{Times}}},"id":"ab","name":"/web",
              "blkio_stats":{"io_service_bytes_recursive":[{"op":"read","value":100},{"op":"write","value":7},{"op":"","value":9}],"io_queue_recursive":null},
              "cpu_stats":{"cpu_usage":{"total_usage":3000,"percpu_usage":[1,2]},"system_cpu_usage":20000},
              "precpu_stats":{"cpu_usage":{"total_usage":1000},"system_cpu_usage":10000},
              "memory_stats":{"usage":1000,"limit":18446744073709551615,"stats":{"inactive_file":300}} }
            """);
        Assert.Equal(40, stat.CpuPercent);
        Assert.Equal((700, long.MaxValue), (stat.MemoryUsage, stat.MemoryLimit));
        Assert.Equal((100, 7), (stat.BlockRead, stat.BlockWritten));
        Assert.Equal(0, stat.ProcessCount);
    }

    [Theory]
    [InlineData(""" "os_type":"windows" """, "linux")]
    [InlineData(""" "os_type":"" """, "windows")]
    public void Counts_as_docker_does_on_Windows(string sample, string engine)
    {
        ContainerStat stat = Read($$$"""
            { {{{Times}}},{{{sample}}},"id":"ab","name":"web","num_procs":4,
              "cpu_stats":{"cpu_usage":{"total_usage":24000000}},"precpu_stats":{"cpu_usage":{"total_usage":4000000}},
              "memory_stats":{"commitbytes":9,"privateworkingset":4096},"storage_stats":{"read_size_bytes":11,"write_size_bytes":12} }
            """, engine);
        // 20 M of 100 ns in a second with four processors, which has 40 M.
        Assert.Equal(50, stat.CpuPercent);
        Assert.Equal((4096, 0, 0.0), (stat.MemoryUsage, stat.MemoryLimit, stat.MemoryPercent));
        Assert.Equal((11, 12), (stat.BlockRead, stat.BlockWritten));
        Assert.Null(stat.ProcessCount);
    }

    [Fact]
    public void One_that_does_not_run_has_zeros_and_no_time()
    {
        ContainerStat stat = Read("""
            {"read":"0001-01-01T00:00:00Z","preread":"0001-01-01T00:00:00Z","pids_stats":{},"blkio_stats":{"io_service_bytes_recursive":null},
             "cpu_stats":{"cpu_usage":{"total_usage":0}},"precpu_stats":{},"memory_stats":{},"name":"/idle","id":"cd"}
            """);
        Assert.Null(stat.Time);
        Assert.Equal((0.0, 0, 0.0, 0), (stat.CpuPercent, stat.MemoryUsage, stat.MemoryPercent, stat.ProcessCount));
    }

    [Fact]
    public void A_sample_without_id_and_name_is_of_the_container_that_was_asked_for()
    {
        ContainerStat stat = Read($$$"""{ {{{Times}}},"memory_stats":{} }""");
        Assert.Equal(("given", "named"), (stat.Id, stat.Name));
    }

    [Fact]
    public void Two_samples_are_compared_where_the_engine_has_not_done_so()
    {
        ContainerStatSample[] samples = [.. new[] { ("42", 1000, 10000), ("43", 3000, 20000) }.Select(sample => JsonSerializer.Deserialize(
            $$$"""
            {"read":"2026-11-21T04:43:{{{sample.Item1}}}Z","preread":"0001-01-01T00:00:00Z","precpu_stats":{"cpu_usage":{"total_usage":0}},
             "cpu_stats":{"cpu_usage":{"total_usage":{{{sample.Item2}}}},"system_cpu_usage":{{{sample.Item3}}},"online_cpus":4}}
            """,
            EngineJson.Of<ContainerStatSample>())!)];
        Assert.True(samples[1].LacksPrevious);
        samples[1].Follow(samples[0]);
        Assert.False(samples[1].LacksPrevious);
        Assert.Equal(80, Model(samples[1], "linux").CpuPercent);
    }

    [Fact]
    public void One_sample_alone_tells_nothing_of_the_CPU()
    {
        ContainerStat stat = Read("""
            {"read":"2026-11-21T04:43:32Z","preread":"0001-01-01T00:00:00Z","name":"/web","id":"cd",
             "cpu_stats":{"cpu_usage":{"total_usage":3000},"system_cpu_usage":20000,"online_cpus":4}}
            """);
        Assert.Null(stat.CpuPercent);
    }

    [Fact]
    public void A_counter_that_went_back_is_no_use_of_the_CPU()
    {
        ContainerStat stat = Read($$$"""
            { {{{Times}}},"cpu_stats":{"cpu_usage":{"total_usage":10},"system_cpu_usage":20000,"online_cpus":4},
              "precpu_stats":{"cpu_usage":{"total_usage":3000},"system_cpu_usage":10000} }
            """);
        Assert.Equal(0, stat.CpuPercent);
    }

    [Fact]
    public void A_section_of_another_shape_is_an_answer_that_cannot_be_read() =>
        Assert.Throws<InvalidResponseException>(() => Read($$$"""{ {{{Times}}},"memory_stats":{"usage":"much"} }"""));

    private static ContainerStat Read(string json, string system = "linux") => Model(JsonSerializer.Deserialize(json, EngineJson.Of<ContainerStatSample>())!, system);

    private static ContainerStat Model(ContainerStatSample sample, string system) =>
        sample.ToModel(ConnectionFactory.Of(ConnectionFactory.Resolver.ResolveHost("unix:///no/such/engine.sock")), system, "given", "named");
}
