using Xunit.Abstractions;
using Xunit.Sdk;

namespace DockerPS.Tests.Support.Skipping;

/// <summary>Passes a test's messages on, with a failure by <see cref="TestSkippedException"/> turned into a skip.</summary>
internal sealed class SkipMessageBus(IMessageBus inner) : IMessageBus
{
    private int _skipped;

    /// <summary>Runs a test case through such a bus and counts its skips as skips.</summary>
    public static async Task<RunSummary> RunAsync(IMessageBus inner, Func<IMessageBus, Task<RunSummary>> run)
    {
        using SkipMessageBus bus = new(inner);
        RunSummary summary = await run(bus);
        summary.Failed -= bus._skipped;
        summary.Skipped += bus._skipped;
        return summary;
    }

    public bool QueueMessage(IMessageSinkMessage message)
    {
        if (message is ITestFailed failed && failed.ExceptionTypes.FirstOrDefault() == typeof(TestSkippedException).FullName)
        {
            Interlocked.Increment(ref _skipped);
            return inner.QueueMessage(new TestSkipped(failed.Test, failed.Messages[0]));
        }

        return inner.QueueMessage(message);
    }

    /// <summary>The inner bus belongs to the runner.</summary>
    public void Dispose()
    {
    }
}
