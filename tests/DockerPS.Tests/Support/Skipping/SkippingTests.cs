using Xunit.Abstractions;
using Xunit.Sdk;

namespace DockerPS.Tests.Support.Skipping;

/// <summary>That a test which finds out at run time that it cannot run is counted as skipped, and nothing else is.</summary>
public sealed class SkippingTests
{
    [Theory]
    [InlineData(nameof(Cases.Skips), 0, 1, "no engine")]
    [InlineData(nameof(Cases.Fails), 1, 0, null)]
    [InlineData(nameof(Cases.Passes), 0, 0, null)]
    public async Task Only_the_skip_is_a_skip(string method, int failed, int skipped, string? reason)
    {
        (RunSummary summary, List<IMessageSinkMessage> messages) = await RunAsync(method);
        Assert.Equal((1, failed, skipped), (summary.Total, summary.Failed, summary.Skipped));
        Assert.Equal(reason, messages.OfType<ITestSkipped>().SingleOrDefault()?.Reason);
        Assert.Equal(failed, messages.OfType<ITestFailed>().Count());
    }

    private static async Task<(RunSummary Summary, List<IMessageSinkMessage> Messages)> RunAsync(string method)
    {
        using Recorder recorder = new();
        NullMessageSink nowhere = new();
        TestClass tests = new(new TestCollection(new TestAssembly(Reflector.Wrap(typeof(Cases).Assembly)), null, "skipping"), Reflector.Wrap(typeof(Cases)));
        SkippableTestCase test = new(nowhere, TestMethodDisplay.Method, TestMethodDisplayOptions.None, new TestMethod(tests, Reflector.Wrap(typeof(Cases).GetMethod(method)!)));
        using CancellationTokenSource cancel = new();
        RunSummary summary = await test.RunAsync(nowhere, recorder, [], new ExceptionAggregator(), cancel);
        return (summary, recorder.Messages);
    }

    private sealed class Recorder : IMessageBus
    {
        public List<IMessageSinkMessage> Messages { get; } = [];

        public bool QueueMessage(IMessageSinkMessage message)
        {
            Messages.Add(message);
            return true;
        }

        public void Dispose()
        {
        }
    }

    // Not public, so that xunit does not find these by itself: one of them fails on purpose.
#pragma warning disable xUnit1000
    private sealed class Cases
#pragma warning restore xUnit1000
    {
        [SkippableFact]
        public void Skips() => throw new TestSkippedException("no engine");

        [SkippableFact]
        public void Fails() => throw new InvalidOperationException("broken");

        [SkippableFact]
        public void Passes()
        {
        }
    }
}
