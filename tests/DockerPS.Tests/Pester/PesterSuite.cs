using DockerPS.Tests.Support.Skipping;

namespace DockerPS.Tests.Pester;

/// <summary>Ring 5: every `It` block of tests/Pester is a row here, so that it is counted with the rest, also where it cannot run.</summary>
[Trait("Ring", "5")]
public sealed class PesterSuite
{
    public static TheoryData<string, int, string> Rows()
    {
        TheoryData<string, int, string> rows = [];
        foreach (PesterTest test in PesterScanner.ScanAll())
            rows.Add(test.File, test.Line, test.Name);
        return rows;
    }

    [SkippableTheory]
    [MemberData(nameof(Rows))]
    public async Task It(string file, int line, string name)
    {
        PesterReport report = await PesterRun.ReportAsync;
        PesterResult[] results = [.. report.Tests.Where(test => test.File == file && test.Line == line)];
        string broken = string.Join('\n', report.Containers.Where(container => container.File == file).Select(container => container.Text));
        Assert.True(results.Length > 0, $"Pester has no result for '{name}' in line {line} of {file}. {broken}");

        if (results.All(test => test.Result == "Skipped"))
            throw new TestSkippedException(results[0].Text is { Length: > 0 } why ? why : "the suite skips it here");

        string[] bad = [.. results.Where(test => test.Result is not ("Passed" or "Skipped")).Select(test => $"{test.Name}: {test.Result}\n{test.Text}")];
        Assert.True(bad.Length == 0, string.Join("\n\n", bad));
    }

    [SkippableFact]
    public async Task Every_result_has_a_row()
    {
        PesterReport report = await PesterRun.ReportAsync;
        HashSet<(string, int)> rows = [.. PesterScanner.ScanAll().Select(test => (test.File, test.Line))];
        Assert.DoesNotContain(report.Tests, test => !rows.Contains((test.File, test.Line)));
        Assert.Empty(report.Containers);
    }

    [Fact]
    public void The_scanner_finds_what_Pester_would_run()
    {
        const string suite = """
            Describe 'x' {
                It 'is plain' { }
                It "is `"not`" plain" { }
                it -Name 'has ''quotes''' -ForEach @(1) { }
                # It 'is a comment' { }
                Item 'is something else'
            }
            """;
        Assert.Equal([new("a", 2, "is plain"), new("a", 3, "is `\"not`\" plain"), new("a", 4, "has 'quotes'")], PesterScanner.Scan("a", suite));
    }
}
