using System.Globalization;
using System.Text.Json.Nodes;
using DockerPS.Engine;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Configuration.Values;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting;

/// <summary>Makes the body of POST /containers/create of the run parameters: Config, HostConfig and NetworkingConfig.</summary>
/// <param name="parameters">The cmdlet that carries them.</param>
/// <param name="files">The files that they name.</param>
internal sealed partial class ContainerRequestBuilder(RunParametersCmdlet parameters, RunFiles files)
{
    private static readonly HashSet<string> s_streams = new(StringComparer.OrdinalIgnoreCase) { "stdin", "stdout", "stderr" };

    private readonly JsonObject _config = [];
    private readonly JsonObject _host = [];
    private readonly List<ApiRequirement> _requirements = [];
    private readonly List<EngineSystem> _systems = [];

    /// <param name="image">The image.</param>
    /// <param name="command">The words of the command, or the text for the image's shell.</param>
    /// <param name="mode">What the container is made for.</param>
    /// <param name="takesInput">True where something will be written to the container's standard input, with or without -Interactive.</param>
    /// <exception cref="InvalidRequestException">A parameter cannot be read, or two contradict each other.</exception>
    public ContainerRequest Build(ImageSource image, CommandWords command, RunMode mode, bool takesInput)
    {
        AddBasics(image, takesInput);
        AddEnvironment();
        AddPorts();
        AddStorage();
        AddNetwork();
        AddResources();
        AddRights();
        AddNamespaces();
        AddHealth();
        AddLifetime();

        NetworkPlan networks = ReadNetworks();
        if (parameters.UseApiSocket)
        {
            _systems.Add(new EngineSystem(Windows: false, "-UseApiSocket"));
        }

        var body = new JsonObject();
        Lay(body, parameters.Configuration, "Configuration", null);
        Lay(body, parameters.HostConfiguration, "HostConfiguration", "HostConfig");
        JsonValues.Merge(body, _config);
        // Also where it is empty: old engines fill their defaults, such as the runtime, into one that is there.
        JsonValues.Merge(body, new JsonObject { ["HostConfig"] = _host });

        AddAttachment(body, mode);
        string? platform = parameters.Platform ?? DockerEnvironment.Current.DefaultPlatform;
        if (parameters.Platform is not null)
        {
            Require(1, 41, "-Platform");
        }

        return new ContainerRequest(image, body, command)
        {
            Platform = platform,
            Pull = Enum.Parse<PullPolicy>(parameters.Pull, ignoreCase: true),
            Companions =
            [
                .. PlainInput.AllOf(parameters.VolumeFrom).OfType<Container>().Select(static container => ("-VolumeFrom", (DockerObject)container)),
                .. PlainInput.AllOf(parameters.Network).OfType<DockerNetwork>().Select(static network => ("-Network", (DockerObject)network)),
            ],
            Networks = networks,
            UseApiSocket = parameters.UseApiSocket,
            Requirements = _requirements,
            Systems = _systems,
        };
    }

    /// <summary>Texts as a JSON list.</summary>
    public static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);

    private static void Lay(JsonObject body, System.Collections.IDictionary? table, string parameter, string? under)
    {
        if (table is not null && PlainInput.Of(table) is System.Collections.IDictionary plain)
        {
            JsonObject fields = JsonValues.FromTable(plain, parameter);
            JsonValues.Merge(body, under is null ? fields : new JsonObject { [under] = fields });
        }
    }

    private void AddBasics(ImageSource image, bool takesInput)
    {
        _config["Image"] = image.Reference;
        Set(_config, "Hostname", parameters.Hostname);
        Set(_config, "Domainname", parameters.DomainName);
        Set(_config, "User", parameters.User);
        Set(_config, "WorkingDir", parameters.WorkingDirectory);
        Set(_config, "StopSignal", parameters.StopSignal);
        if (parameters.Entrypoint is { } entrypoint)
        {
            // An empty one takes the image's away; the engine wants [""] for that.
            _config["Entrypoint"] = List(entrypoint.Length == 0 ? [""] : entrypoint);
        }

        SetSwitch(_config, "Tty", "Tty", parameters.Tty || parameters.It);
        SetSwitch(_config, "OpenStdin", "Interactive", parameters.Interactive || parameters.It || takesInput);
        Set(_host, "ContainerIDFile", files.ContainerIdFile);
        if (parameters.Label is not null || files.LabelFiles.Count > 0)
        {
            _config["Labels"] = KeyValueText.ToJson(files.LabelFiles.SelectMany(static file => EnvironmentFile.Read(file, null))
                .Concat(KeyValueText.Of(parameters.Label, "=", "-Label")));
        }
    }

    private void AddEnvironment()
    {
        List<string> variables = [];
        foreach (string file in files.EnvironmentFiles)
        {
            variables.AddRange(EnvironmentFile.Read(file, DockerEnvironment.Current.Lookup));
        }

        variables.AddRange(EnvironmentVariables.WithValues(
            KeyValueText.Of(parameters.Environment, "=", "-Environment"), DockerEnvironment.Current.Lookup));
        if (variables.Count > 0)
        {
            _config["Env"] = List(EnvironmentVariables.Merge(variables));
        }
    }

    /// <summary>What the engine is told of attached streams. The container's input ends with the client's only in the foreground;
    /// what -Configuration says about it stands where -Attach says nothing.</summary>
    private void AddAttachment(JsonObject body, RunMode mode)
    {
        bool attached = mode != RunMode.Detached;
        // Not by a set at the parameter: the -a of a command's words is to be told apart before.
        if (parameters.Attach?.FirstOrDefault(static stream => !s_streams.Contains(stream)) is { } unknown)
        {
            throw RequestText.Wrong("Attach", unknown, "it is not a stream", "stdin, stdout or stderr");
        }

        if (parameters.Attach is not null && !attached)
        {
            throw new InvalidRequestException("OptionConflict", "-Attach does not go with -Detach: what is detached has no streams here.");
        }

        bool open = JsonValues.IsTrue(body, "OpenStdin");
        bool input = attached && (open || Attaches("stdin"));
        var streams = new JsonObject
        {
            ["AttachStdin"] = input,
            ["StdinOnce"] = input && open,
            ["AttachStdout"] = attached && (parameters.Attach is null || Attaches("stdout")),
            ["AttachStderr"] = attached && (parameters.Attach is null || Attaches("stderr")),
        };
        if (parameters.Attach is null)
        {
            JsonValues.Merge(streams, body);
        }

        JsonValues.Merge(body, streams);
    }

    private bool Attaches(string stream) => parameters.Attach?.Contains(stream, StringComparer.OrdinalIgnoreCase) == true;

    private static void Set(JsonObject owner, string field, string? value)
    {
        if (value is not null)
        {
            owner[field] = value;
        }
    }

    private static void Set(JsonObject owner, string field, long? value)
    {
        if (value is not null)
        {
            owner[field] = value;
        }
    }

    private static void SetList(JsonObject owner, string field, IEnumerable<string>? values)
    {
        if (values is not null)
        {
            owner[field] = List(values);
        }
    }

    private static void SetSome(JsonObject owner, string field, JsonNode value)
    {
        if (value is JsonArray { Count: > 0 } or JsonObject { Count: > 0 })
        {
            owner[field] = value;
        }
    }

    /// <summary>A switch that was not given says nothing, so that the hashtables may; one that was given wins, also as -Tty:$false.</summary>
    private void SetSwitch(JsonObject owner, string field, string parameter, bool value)
    {
        if (value || parameters.MyInvocation.BoundParameters.ContainsKey(parameter))
        {
            owner[field] = value;
        }
    }

    private void Require(int major, int minor, string feature) => _requirements.Add(new ApiRequirement(new ApiVersion(major, minor), feature));
}
