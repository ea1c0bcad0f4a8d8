using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Connects to an engine and makes it the default of this session.</summary>
/// <remarks>
/// <para>Asks the engine for its version, so that a wrong address or a missing right shows at once. Without parameters it connects to the engine
/// that the docker CLI would use. The connection gets a name, by which -Connection finds it again. The default holds for this runspace only:
/// pass $using:connection to ForEach-Object -Parallel and jobs.</para>
/// <para>Not needed for one local engine: every cmdlet finds that by itself.</para>
/// </remarks>
/// <example>
/// <title>Connect to the local engine</title>
/// <code>Connect-Docker</code>
/// <para>Connects to what DOCKER_HOST, DOCKER_CONTEXT, the current context or the platform's default names.</para>
/// </example>
/// <example>
/// <title>Connect over ssh</title>
/// <code>Connect-Docker ssh://admin@build7 -Name build7</code>
/// <para>Uses the ssh program with its own configuration, agent and known hosts; docker must be on the far side.</para>
/// </example>
/// <example>
/// <title>Connect with TLS and a client certificate</title>
/// <code>Connect-Docker tcp://prod:2376 -CertificateAuthorityPath ~/prod/ca.pem -CertificatePath ~/prod/cert.pem -KeyPath ~/prod/key.pem</code>
/// <para>Trusts only the given authority and shows the engine the given certificate.</para>
/// </example>
/// <example>
/// <title>Work with several engines</title>
/// <code>$prod = Get-DockerContext prod-* | Connect-Docker -NoDefault; Get-Container -Connection $prod</code>
/// <para>Connects to every context whose name begins with prod- and lists the containers of all.</para>
/// </example>
[Cmdlet(VerbsCommunications.Connect, "Docker", DefaultParameterSetName = DefaultSet)]
[OutputType(typeof(DockerConnection))]
public sealed class ConnectDockerCommand : DockerCmdlet
{
    private const string DefaultSet = "Default";
    private const string AddressSet = "HostAddress";
    private const string ContextSet = "Context";
    private const string InputObjectSet = "InputObject";

    private SessionConnections? _session;
    private TlsOptions? _tls;

    /// <summary>The engine's address: unix:///path, npipe:////./pipe/name, tcp://host:port, https://host:port, ssh://user@host.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = AddressSet)]
    [Alias("Host", "H")]
    [ValidateNotNullOrEmpty]
    public string? HostAddress { get; set; }

    /// <summary>The docker context that names the engine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ContextSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string? Context { get; set; }

    /// <summary>Contexts from Get-DockerContext.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    public DockerContext? InputObject { get; set; }

    /// <summary>The connection's name in this session; by default the context's name or the address.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Uses TLS with ca.pem, cert.pem and key.pem of DOCKER_CERT_PATH or ~/.docker, where they are there. The server's certificate is checked.</summary>
    [Parameter(ParameterSetName = AddressSet)]
    [Alias("TlsVerify")]
    public SwitchParameter Tls { get; set; }

    /// <summary>The PEM file of the authority to trust, and no other. The twin of --tlscacert.</summary>
    [Parameter(ParameterSetName = AddressSet)]
    [Alias("TlsCACert")]
    [ValidateNotNullOrEmpty]
    public string? CertificateAuthorityPath { get; set; }

    /// <summary>The PEM file of the client's certificate. The twin of --tlscert.</summary>
    [Parameter(ParameterSetName = AddressSet)]
    [Alias("TlsCert")]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>The PEM file of the client's key. The twin of --tlskey.</summary>
    [Parameter(ParameterSetName = AddressSet)]
    [Alias("TlsKey")]
    [ValidateNotNullOrEmpty]
    public string? KeyPath { get; set; }

    /// <summary>Uses TLS without checking the server's certificate: anybody between could read and change everything. Warns.</summary>
    [Parameter(ParameterSetName = AddressSet)]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The version of the Engine API to speak, such as 1.41, instead of the newest that both sides know. The twin of DOCKER_API_VERSION.</summary>
    [Parameter]
    [ValidatePattern(@"^v?\d+\.\d+$")]
    public string? ApiVersion { get; set; }

    /// <summary>How long connecting may take, handshakes included: seconds, a TimeSpan, or docker's 1m30s. 15 seconds by default.</summary>
    [Parameter]
    [DurationTransformation(IsLimit = true)]
    public TimeSpan ConnectTimeout { get; set; } = DockerClientOptions.DefaultConnectTimeout;

    /// <summary>How long the engine may take to begin an answer, for calls that do not wait by nature: seconds, a TimeSpan, or docker's 1m30s.
    /// 100 seconds by default.</summary>
    [Parameter]
    [DurationTransformation(IsLimit = true)]
    public TimeSpan RequestTimeout { get; set; } = DockerClientOptions.DefaultRequestTimeout;

    /// <summary>Leaves the session's default as it is.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    private protected override void OnBegin()
    {
        _session = SessionConnections.OfCurrentRunspace();
        bool named = CertificateAuthorityPath is not null || CertificatePath is not null || KeyPath is not null;
        if (named || Tls || SkipCertificateCheck)
        {
            _tls = new TlsOptions(
                FileOf(CertificateAuthorityPath, "ca.pem", !named),
                FileOf(CertificatePath, "cert.pem", !named),
                FileOf(KeyPath, "key.pem", !named),
                SkipCertificateCheck);
        }
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        try
        {
            await ConnectAsync().ConfigureAwait(false);
        }
        catch (DockerException exception) when (ParameterSetName == InputObjectSet)
        {
            // One engine that is down does not keep the others from being connected.
            await WriteErrorAsync(exception, InputObject).ConfigureAwait(false);
        }
    }

    private async Task ConnectAsync()
    {
        EndpointResolver resolver = ConnectionFactory.Resolver;
        ResolvedEndpoint resolved = ParameterSetName switch
        {
            AddressSet => resolver.ResolveHost(HostAddress!, _tls),
            ContextSet => resolver.ResolveContext(Context!),
            InputObjectSet => resolver.ResolveContext(InputObject!.Name),
            _ => resolver.ResolveDefault(),
        };
        if (_tls is not null && resolved.Endpoint.Tls is null)
        {
            throw new InvalidRequestException("BadParameter", $"TLS works with tcp:// and https:// addresses only, not with '{resolved.Endpoint}'.");
        }

        if (ParameterSetName == DefaultSet && resolver.OverrideWarning is { } warning)
        {
            await WarnAsync(warning).ConfigureAwait(false);
        }

        if (resolved.Endpoint.Tls is { SkipVerification: true })
        {
            await WarnAsync($"The certificate of '{resolved.Endpoint}' is not checked: anybody between could read and change everything.").ConfigureAwait(false);
        }

        DockerConnection connection = ConnectionFactory.Of(resolved, Name, new DockerClientOptions
        {
            ConnectTimeout = ConnectTimeout,
            RequestTimeout = RequestTimeout,
            PinnedVersion = ApiVersion is null ? null : Engine.ApiVersion.Parse(ApiVersion),
        });
        try
        {
            // Asks even where an earlier answer is remembered: connecting is a check.
            await connection.Client.PingAsync(StopToken).ConfigureAwait(false);
            await connection.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
            if (ApiVersion is not null)
            {
                // The ping has no version: only a call with it shows whether the engine speaks what was asked for.
                await new EngineApi(connection).System.GetVersionAsync(StopToken).ConfigureAwait(false);
            }
        }
        catch (DockerException exception)
        {
            exception.Connection = connection;
            throw;
        }

        _session!.Named[connection.Name] = connection;
        if (!NoDefault)
        {
            _session.Default = connection;
        }

        await WriteAsync(connection).ConfigureAwait(false);
    }

    private string? FileOf(string? given, string standard, bool useStandard)
    {
        if (given is not null)
        {
            return GetUnresolvedProviderPathFromPSPath(given);
        }

        string path = Path.GetFullPath(Path.Combine(DockerEnvironment.Current.CertificateFolder, standard));
        return useStandard && File.Exists(path) ? path : null;
    }
}
