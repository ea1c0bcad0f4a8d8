using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Session;
using DockerPS.Engine.Session.Control;
using DockerPS.Engine.Transport;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using static DockerPS.Tests.RealEngine.RealEngineRequirements;

namespace DockerPS.Tests.BuildSessions;

/// <summary>Sessions and BuildKit's own service by all ways to an engine.</summary>
public sealed class SessionTransportTests
{
    private static PrivateEngines Engines => PrivateEngines.Current;

    [RealEngineFact]
    public async Task By_plain_tcp()
    {
        Engines.SkipOnPodman("it has no session beside a build");
        using DockerClient client = SessionBuild.Connect(Engines.Tcp);
        await BuildAsync(client);
    }

    [RealEngineFact(Tls)]
    public async Task By_TLS()
    {
        string folder = Engines.Certificates.Folder;
        var tls = new TlsOptions(Path.Combine(folder, "ca.pem"), Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        DockerEndpoint endpoint = EndpointParser.Parse(Engines.Tls, tls).Endpoint!;
        using var client = new DockerClient(endpoint, new DockerClientOptions());
        await BuildAsync(client);
    }

    [RealEngineFact(Ssh)]
    public async Task By_ssh()
    {
        DockerEndpoint endpoint = EndpointParser.Parse(Engines.Ssh, tls: null).Endpoint!;
        EngineConnector connector = EngineConnector.Create(
            endpoint, TimeSpan.FromSeconds(30), name => name == "ssh" ? Path.Combine(Engines.SshBin, name) : CommandLine.Find(name));
        using var client = new DockerClient(endpoint, new DockerClientOptions(), connector);
        await BuildAsync(client);
    }

    /// <summary>A build by POST /build that asks for a secret, and one by BuildKit's service that fetches its context.</summary>
    private static async Task BuildAsync(DockerClient client)
    {
        byte[] value = "a value"u8.ToArray();
        byte[] context = SessionBuild.SecretContext();
        var services = new BuildSessionServices
        {
            Secrets = new Dictionary<string, Func<CancellationToken, Task<byte[]>>> { ["token"] = _ => Task.FromResult(value) },
            Uploads = new Dictionary<string, Func<Stream, CancellationToken, Task>>
            {
                ["context"] = (stream, cancellationToken) => stream.WriteAsync(context, cancellationToken).AsTask(),
            },
        };
        await using BuildSession session = await BuildSession.OpenAsync(client, services, TestLimit.Token);
        SessionBuild build = await SessionBuild.RunAsync(client, session, context);
        Assert.Null(build.Error);
        Assert.Contains("value: a value", build.Log);
        using var control = new BuildKitControl(client);
        var solve = new BuildKitSolve
        {
            Reference = Guid.NewGuid().ToString("N"),
            Session = session.Id,
            Exporter = "",
            FrontendAttributes = new Dictionary<string, string> { ["context"] = BuildSession.UploadUrl("context"), ["no-cache"] = "" },
        };
        await control.SolveAsync(solve, TestLimit.Token);
        Assert.Null(session.Failure);
    }
}
