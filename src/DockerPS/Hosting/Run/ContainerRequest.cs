using System.Text.Json.Nodes;
using DockerPS.Engine;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting;

/// <summary>The wish for a container, read from the parameters once and good for any number of containers on any number of engines.</summary>
internal sealed class ContainerRequest
{
    private static readonly ApiVersion s_platformVersion = new(1, 41);

    private readonly JsonObject _body;
    private readonly CommandWords _command;

    public ContainerRequest(ImageSource image, JsonObject body, CommandWords command)
    {
        Image = image;
        _body = body;
        _command = command;
    }

    public ImageSource Image { get; }

    /// <summary>os[/architecture[/variant]]; null is the engine's own.</summary>
    public string? Platform { get; init; }

    public PullPolicy Pull { get; init; }

    /// <summary>What the engine must know.</summary>
    public IReadOnlyList<ApiRequirement> Requirements { get; init; } = [];

    /// <summary>The operating systems that parts of it are for.</summary>
    public IReadOnlyList<EngineSystem> Systems { get; init; } = [];

    /// <summary>What it shares or joins that was given as an object, and by which parameter: it has to be on its engine.</summary>
    public IReadOnlyList<(string Parameter, DockerObject Object)> Companions { get; init; } = [];

    /// <summary>The networks that it joins.</summary>
    public NetworkPlan Networks { get; init; } = NetworkPlan.None;

    /// <summary>True where it gets the engine's socket and the credentials for registries.</summary>
    public bool UseApiSocket { get; init; }

    /// <summary>True where its standard output comes here.</summary>
    public bool AttachStdout => JsonValues.IsTrue(_body, "AttachStdout");

    /// <summary>True where its standard error comes here.</summary>
    public bool AttachStderr => JsonValues.IsTrue(_body, "AttachStderr");

    /// <summary>True where the container has a terminal: its output is not framed.</summary>
    public bool Tty => JsonValues.IsTrue(_body, "Tty");

    /// <summary>True where the container's standard input is open.</summary>
    public bool OpenStdin => JsonValues.IsTrue(_body, "OpenStdin");

    /// <summary>True where the engine removes the container when it has ended.</summary>
    public bool AutoRemove => JsonValues.Field(_body, "HostConfig") is JsonObject host && JsonValues.IsTrue(host, "AutoRemove");

    /// <summary>Seconds from the stop signal to SIGKILL; -1 is never; null is the engine's default.</summary>
    public int? StopTimeoutSeconds => JsonValues.Field(_body, "StopTimeout") is JsonValue value && value.TryGetValue(out int seconds) ? seconds : null;

    /// <summary>True where the image has a name by which a registry can be asked for it; an id has not.</summary>
    public bool IsPullable => !Image.Reference.StartsWith("sha256:", StringComparison.Ordinal) && ImageReference.TryParse(Image.Reference, out _, out _);

    /// <summary>The platform for create: older engines do not know the parameter, and DOCKER_DEFAULT_PLATFORM alone is no reason to fail.</summary>
    public string? PlatformFor(EngineIdentity engine) => engine.ApiVersion < s_platformVersion ? null : Platform;

    /// <summary>The body for one engine: with the proxies of config.json where the user has not set the variable, and with the words of its shell.</summary>
    public JsonObject BodyFor(EngineIdentity engine, IReadOnlyDictionary<string, string> proxies)
    {
        var body = (JsonObject)_body.DeepClone();
        Networks.AddTo(body, engine.ApiVersion);
        if (_command.For(engine.OperatingSystem) is { } words)
        {
            JsonValues.Merge(body, new JsonObject { ["Cmd"] = ContainerRequestBuilder.List(words) });
        }

        if (proxies.Count > 0)
        {
            string[] given = JsonValues.Field(body, "Env") is JsonArray list ? [.. list.Select(static item => (string?)item ?? "")] : [];
            JsonValues.Merge(body, new JsonObject { ["Env"] = ContainerRequestBuilder.List(given.Concat(EnvironmentVariables.Missing(given, proxies))) });
        }

        return body;
    }
}
