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
/// <example>
/// <title>Only those that answer</title>
/// <code>Get-DockerContext node-* | Where-Object { $_ | Test-DockerConnection } | Get-DockerInfo</code>
/// <para>Contexts and connections are piped in.</para>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "DockerConnection")]
[OutputType(typeof(bool), typeof(DockerConnectionTest))]
public sealed class TestDockerConnectionCommand : EngineInputCmdlet
{
    /// <summary>Returns an object for each engine: Reachable, ApiVersion, Latency, Error.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        if (HasEngineOfRecord && Array.Find(Connection!, static connection => !connection.IsResolved) is { } unusable)
        {
            // A context that is piped in and cannot be used is one that does not answer.
            await TellAsync(Failed(unusable, unusable.Failure!)).ConfigureAwait(false);
            return;
        }

        DockerConnectionTest[] tests = await Task.WhenAll(SelectEngines().Select(TestAsync)).ConfigureAwait(false);
        foreach (DockerConnectionTest test in tests)
        {
            await TellAsync(test).ConfigureAwait(false);
        }
    }

    private ValueTask TellAsync(DockerConnectionTest test) => WriteAsync(Detailed ? test : test.Reachable);

    private static DockerConnectionTest Failed(DockerConnection connection, DockerException failure)
    {
        failure.Connection = connection;
        return new DockerConnectionTest { Connection = connection, Error = failure.Message };
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
            return Failed(engine.Connection, exception);
        }
    }
}
