using System.Diagnostics;
using System.Text.Json;
using DockerPS.Bench.Raw;

namespace DockerPS.Bench.Workers;

/// <summary>The worker where there is no PowerShell: this program once more, with the engine client in place of the cmdlets.</summary>
internal static class ClientWorker
{
    /// <summary>The word that starts this program as a worker.</summary>
    public const string Word = "--worker";

    public static async Task RunAsync(string address)
    {
        var client = new ClientOperations(address);
        using var raw = new RawEngine(address);
        while (await Console.In.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            WorkerRequest request = JsonSerializer.Deserialize<WorkerRequest>(line)!;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Console.WriteLine(BenchWorker.Mark + JsonSerializer.Serialize(await AnswerAsync(request, client, raw).ConfigureAwait(false)));
        }
    }

    private static async Task<WorkerAnswer> AnswerAsync(WorkerRequest request, ClientOperations client, RawEngine raw)
    {
        try
        {
            var watch = Stopwatch.StartNew();
            if (request.IsRaw)
            {
                raw.Run(request.Operation, request.Arguments);
            }
            else
            {
                await client.RunAsync(request.Operation, request.Arguments).ConfigureAwait(false);
            }

            double seconds = watch.Elapsed.TotalSeconds;
            using var self = Process.GetCurrentProcess();
            return new WorkerAnswer(seconds, self.PeakWorkingSet64, null);
        }
#pragma warning disable CA1031 // Whatever it is, it goes into the table as this row's error.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new WorkerAnswer(0, 0, exception.Message);
        }
    }
}
