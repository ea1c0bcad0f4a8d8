using DockerPS.Bench.Measuring;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Bench;

/// <summary>That the benchmarks run and report; what they measure is no test's business.</summary>
public sealed class BenchRunTests
{
    [RealEngineFact]
    public async Task A_row_is_measured_and_put_between_the_marks()
    {
        using var folder = new TemporaryFolder();
        string report = Path.Combine(folder.Path, "report.md");
        await File.WriteAllTextAsync(report, "before\n<!-- run begins -->\nold\n<!-- run ends -->\nafter\n");
        PrivateEngines engines = PrivateEngines.Current;

        ChildProcess run = await ChildProcess.RunAsync(
            CommandLine.Find("dotnet")!,
            [typeof(BenchRow).Assembly.Location, "--quick", "--client", "--rows", "list-3", "--out", report],
            [new("DOCKERPS_BENCH_HOST", engines.Engine), new("DOCKERPS_BENCH_IMAGE", engines.Environment["DOCKERPS_TEST_IMAGE"])]);

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        string text = await File.ReadAllTextAsync(report);
        Assert.StartsWith("before\n<!-- run begins -->\n", text, StringComparison.Ordinal);
        Assert.EndsWith("<!-- run ends -->\nafter\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nold\n", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^\| list-3 \| .* \| \d+\.\d+ \| \d+\.\d+ \| \d+\.\d\d \|", text);
    }
}
