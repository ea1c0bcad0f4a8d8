using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace DockerPS.Tests.Support.Skipping;

/// <summary>A theory whose rows are only known when it runs, because they cannot be serialised.</summary>
public sealed class SkippableTheoryTestCase : XunitTheoryTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Only for deserialisation by xunit.")]
    public SkippableTheoryTestCase()
    {
    }

    public SkippableTheoryTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions displayOptions, ITestMethod testMethod)
        : base(diagnostics, display, displayOptions, testMethod)
    {
    }

    public override Task<RunSummary> RunAsync(IMessageSink diagnosticMessageSink, IMessageBus messageBus, object[] constructorArguments, ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
        => SkipMessageBus.RunAsync(messageBus, bus => base.RunAsync(diagnosticMessageSink, bus, constructorArguments, aggregator, cancellationTokenSource));
}
