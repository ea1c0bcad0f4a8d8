using System.Diagnostics;
using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Http;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Tests whether engines answer.</summary>
/// <remarks>Asks GET /_ping and answers true or false for each engine; with -Detailed an object that says why not. An engine that does not answer
/// is no error here.</remarks>
/// <example>
/// <title>Act only when the engine is there</title>
/// <code>if (Test-DockerConnection) { Get-Container }</code>
/// <para>Lists containers only where the default engine answers.</para>
/// </example>
/// <example>
/// <title>Check many engines</title>
/// <code>Test-DockerConnection -Context * -Detailed</code>
/// <para>Asks every context side by side and shows version, latency or the error of each.</para>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "DockerConnection")]
[OutputType(typeof(bool), typeof(DockerConnectionTest))]
public sealed class TestDockerConnectionCommand : EngineCmdlet
{
    /// <summary>Returns an object for each engine: Reachable, ApiVersion, Latency, Error.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        DockerConnectionTest[] tests = await Task.WhenAll(SelectEngines().Select(TestAsync)).ConfigureAwait(false);
        foreach (DockerConnectionTest test in tests)
        {
            await WriteAsync(Detailed ? test : test.Reachable).ConfigureAwait(false);
        }
    }

    private async Task<DockerConnectionTest> TestAsync(EngineApi engine)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            EngineIdentity identity = await engine.Client.PingAsync(StopToken).ConfigureAwait(false);
            return new DockerConnectionTest
            {
                Connection = engine.Connection,
                Reachable = true,
                ApiVersion = identity.ApiVersion.ToString(),
                EngineVersion = identity.EngineVersion,
                Latency = Stopwatch.GetElapsedTime(begin),
            };
        }
        catch (DockerException exception)
        {
            exception.Connection = engine.Connection;
            return new DockerConnectionTest { Connection = engine.Connection, Error = exception.Message };
        }
    }
}
