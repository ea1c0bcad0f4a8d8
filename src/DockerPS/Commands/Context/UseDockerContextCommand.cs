using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Makes a docker context the default of this session, or of the user.</summary>
/// <remarks>The engine is not asked: that happens with the first cmdlet that needs it. With -Scope User it is the twin of docker context use;
/// a DOCKER_HOST or DOCKER_CONTEXT variable still goes before config.json in later sessions.</remarks>
/// <example>
/// <title>Use a context in this session</title>
/// <code>Use-DockerContext prod</code>
/// <para>Get-Container and the others now go to prod; the docker CLI and other sessions do not.</para>
/// </example>
/// <example>
/// <title>Use a context from now on</title>
/// <code>Use-DockerContext prod -Scope User</code>
/// <para>Also writes currentContext of config.json, which the docker CLI reads.</para>
/// </example>
[Cmdlet(VerbsOther.Use, "DockerContext", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(DockerContext))]
public sealed class UseDockerContextCommand : DockerCmdlet
{
    private SessionConnections? _session;

    /// <summary>The context's name; default is what DOCKER_HOST or the platform says.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string? Name { get; set; }

    /// <summary>A context from Get-DockerContext.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    public DockerContext? InputObject { get; set; }

    /// <summary>Session (default): this runspace only. User: also the docker CLI and every later session.</summary>
    [Parameter]
    public ContextScope Scope { get; set; } = ContextScope.Session;

    /// <summary>Returns the context.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void OnBegin() => _session = SessionConnections.OfCurrentRunspace();

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        string name = InputObject?.Name ?? Name!;
        DockerConnection connection = ConnectionFactory.Of(ConnectionFactory.Resolver.ResolveContext(name));
        if (!await ShouldProcessAsync(connection.Name, Scope == ContextScope.User ? "Make current context of the user" : "Use context in this session").ConfigureAwait(false))
        {
            return;
        }

        var store = new DockerContextStore(DockerEnvironment.Current);
        if (Scope == ContextScope.User)
        {
            store.SetCurrent(name);
        }

        _session!.Named[connection.Name] = connection;
        _session.Default = connection;
        if (PassThru && store.Find(name) is { } context)
        {
            await WriteAsync(context).ConfigureAwait(false);
        }
    }
}
