using System.Diagnostics;
using System.Text.Json;
using DockerPS.Bench.Measuring;

namespace DockerPS.Bench.Workers;

/// <summary>A process that does, on demand, what DockerPS or the raw exchange does: both in one process.</summary>
internal sealed class BenchWorker : IDisposable
{
    /// <summary>Begins each answer: what else comes on the worker's output is its host's.</summary>
    public const string Mark = "#bench ";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;

    public BenchWorker(ProcessStartInfo start) => _process = Process.Start(start)!;

    /// <exception cref="InvalidOperationException">The worker reports an error, or does not answer.</exception>
    public async Task<Sample> RunAsync(Contestant contestant)
    {
        var request = new WorkerRequest(contestant.Side == Side.Raw, contestant.Operation, contestant.Arguments);
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request)).ConfigureAwait(false);
        await _process.StandardInput.FlushAsync().ConfigureAwait(false);
        using var limit = new CancellationTokenSource(s_limit);
        try
        {
            WorkerAnswer answer = Read(await ReadMarkedAsync(_process.StandardOutput, limit.Token).ConfigureAwait(false));
            return new Sample(answer.Seconds, answer.Peak);
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"'{contestant.Operation}' did not end within {s_limit.TotalMinutes} minutes.");
        }
    }

    /// <summary>The next line that begins with the mark, without it.</summary>
    public static async Task<string> ReadMarkedAsync(TextReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            // A host may have written to the same line before.
            int mark = line.IndexOf(Mark, StringComparison.Ordinal);
            if (mark >= 0)
            {
                return line[(mark + Mark.Length)..];
            }
        }

        throw new InvalidOperationException("The worker ended without an answer; its standard error says why.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static WorkerAnswer Read(string json)
    {
        WorkerAnswer answer = JsonSerializer.Deserialize<WorkerAnswer>(json)!;
        return answer.Error is null ? answer : throw new InvalidOperationException(answer.Error);
    }
}
