using System.Reflection;
using DockerPS.Tests.Support;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("DockerPS.Tests.Support.TestRunFramework", "DockerPS.Tests")]

namespace DockerPS.Tests.Support;

/// <summary>xunit's own framework, with <see cref="TestRunAssemblyRunner"/> for what must happen when the last test is over.</summary>
public sealed class TestRunFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName)
        => new TestRunExecutor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);
}
