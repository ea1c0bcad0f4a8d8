using DockerPS.Tests.RealEngine;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace DockerPS.Tests.Support;

internal sealed class TestRunAssemblyRunner(ITestAssembly assembly, IEnumerable<IXunitTestCase> testCases, IMessageSink diagnostics, IMessageSink execution, ITestFrameworkExecutionOptions options)
    : XunitTestAssemblyRunner(assembly, testCases, diagnostics, execution, options)
{
    protected override async Task BeforeTestAssemblyFinishedAsync()
    {
        if (PrivateEngines.IsStarted)
            await Aggregator.RunAsync(PrivateEngines.Current.StopAsync);
        await Aggregator.RunAsync(SwarmEngines.StopAllAsync);
        await Aggregator.RunAsync(SwarmOfOne.StopAsync);
        await base.BeforeTestAssemblyFinishedAsync();
    }
}
