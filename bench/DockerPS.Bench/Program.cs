using System.Globalization;
using DockerPS.Bench;
using DockerPS.Bench.Groups;
using DockerPS.Bench.Measuring;
using DockerPS.Bench.Reporting;
using DockerPS.Bench.Workers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [ClientWorker.Word, string engine])
{
    await ClientWorker.RunAsync(engine).ConfigureAwait(false);
    return 0;
}

if (args is ["--help" or "-h" or "-?"])
{
    Console.WriteLine(BenchOptions.Usage);
    return 0;
}

BenchOptions options;
try
{
    options = BenchOptions.Parse(args);
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}

string folder = Directory.CreateTempSubdirectory("dockerps-bench").FullName;
string? host = Environment.GetEnvironmentVariable("DOCKERPS_BENCH_HOST");
PrivateEngine? own = null;
try
{
    own = string.IsNullOrEmpty(host) ? await PrivateEngine.StartAsync().ConfigureAwait(false) : null;
    string image = Environment.GetEnvironmentVariable("DOCKERPS_BENCH_IMAGE") is { Length: > 0 } given ? given : "bbx:1";
    string? registry = own is null ? Environment.GetEnvironmentVariable("DOCKERPS_BENCH_REGISTRY") : own.Registry;
    using var context = new BenchContext(own?.Address ?? host!, image, string.IsNullOrEmpty(registry) ? null : registry, options, folder);
    return await MeasureAsync(context, options).ConfigureAwait(false);
}
catch (InvalidOperationException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
finally
{
    own?.Dispose();
    Directory.Delete(folder, recursive: true);
}

static async Task<int> MeasureAsync(BenchContext context, BenchOptions options)
{
    BenchSizes sizes = context.Sizes;
    BenchGroup[] groups =
    [
        new ImportGroup(context),
        new ComposeGroup(context),
        .. sizes.Lists.Select(count => new ListGroup(context, count, withInspections: count == sizes.Detailed)),
        new BulkGroup(context),
        new LogGroup(context, sizes.LogBytes, 1000, "logs", onlyObjects: false),
        new LogGroup(context, sizes.ShortLogBytes, 100, "logs-short", onlyObjects: true),
        new ExecGroup(context),
        new RunningGroup(context),
        new CopyGroup(context),
        new BuildGroup(context),
        new ImageGroup(context),
        new ServiceGroup(context),
        new StackGroup(context),
    ];
    string machine = await MachineText.DescribeAsync(context).ConfigureAwait(false);
    Console.Error.WriteLine(machine);
    var results = new List<RowResult>();
    foreach (BenchGroup group in groups)
    {
        BenchRow[] rows = [.. group.Rows.Where(options.Wants)];
        if (rows.Length > 0)
        {
            IReadOnlyList<RowResult> measured = await group.RunAsync(rows).ConfigureAwait(false);
            results.AddRange(measured);
            foreach (RowResult result in measured)
            {
                Console.Error.WriteLine(TableText.Line(result));
            }
        }
    }

    string report = $"{machine}\n\n{TableText.Of(results)}";
    Console.WriteLine();
    Console.WriteLine(report);
    if (options.Out is { } file)
    {
        ReportFile.Update(file, report);
    }

    return results.All(static result => result.Error is null) ? 0 : 1;
}
