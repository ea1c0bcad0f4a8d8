using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace DockerPS.Tests.Support;

internal sealed class TestRunExecutor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink diagnostics)
    : XunitTestFrameworkExecutor(assembly, sources, diagnostics)
{
    // The signature is xunit's: nobody could wait for the run here.
    protected override async void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
    {
        using TestRunAssemblyRunner runner = new(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
        await runner.RunAsync();
    }
}
