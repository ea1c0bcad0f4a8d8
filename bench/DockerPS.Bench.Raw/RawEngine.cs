using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace DockerPS.Bench.Raw;

/// <summary>What the cmdlets do, as bare requests on kept connections, with the answers dropped. Only what the next request needs is read.</summary>
public sealed class RawEngine : IDisposable
{
    // As much as services mostly have.
    private static readonly string[] s_environment = ["A=1", "B=2"];

    private readonly RawAddress _address;
    private readonly ConcurrentBag<RawConnection> _idle = [];
    private readonly ConcurrentDictionary<string, byte[]> _archives = new();

    /// <param name="address">unix://PATH, tcp://HOST:PORT or npipe:////./pipe/NAME.</param>
    public RawEngine(string address) => _address = new RawAddress(address);

    /// <summary>Does an operation by name, as the worker is told it.</summary>
    public void Run(string operation, params string[] arguments)
    {
        switch (operation)
        {
            case "compose":
                Repeat(arguments[1], () => RawYaml.Read(arguments[0]));
                break;
            case "list":
                Repeat(arguments[1], () => Drop("GET", ListPath(arguments[0])));
                break;
            case "inspect":
                string[] ids = List(arguments[0]);
                Each(ids, Number(arguments[1]), (connection, id) => Drop(connection, "GET", $"/containers/{id}/json?size=false"));
                break;
            case "create":
                Create(arguments[0], arguments[1], Number(arguments[2]), Number(arguments[3]));
                break;
            case "remove":
                Remove(arguments[0], Number(arguments[1]));
                break;
            case "logs":
                Drop("GET", $"/containers/{arguments[0]}/logs?stdout=true&stderr=true&follow=false&tail=all&timestamps={arguments[1]}&details=false");
                break;
            case "exec":
                Repeat(arguments[1], () => Exec(arguments[0]));
                break;
            case "exec-many":
                Each(List(arguments[0]), Number(arguments[1]), Exec);
                break;
            case "services":
                Repeat(arguments[1], () => Drop("GET", ServicesPath(arguments[0])));
                break;
            case "stack":
                CreateServices(arguments[0], arguments[1], Number(arguments[2]), Number(arguments[3]));
                break;
            case "stats":
                string[] running = List(arguments[0]);
                Each(running, running.Length, static (connection, id) => Drop(connection, "GET", $"/containers/{id}/stats?stream=false"));
                break;
            case "restart":
                Each(List(arguments[0]), Number(arguments[1]), static (connection, id) => Drop(connection, "POST", $"/containers/{id}/restart?t=0"));
                break;
            case "copy-in":
                CopyIn(arguments[0], arguments[1], arguments[2], long.Parse(arguments[3], CultureInfo.InvariantCulture));
                break;
            case "copy-out":
                Drop("GET", $"/containers/{arguments[0]}/archive?path={Uri.EscapeDataString(arguments[1])}");
                break;
            case "export":
                Drop("GET", $"/containers/{arguments[0]}/export");
                break;
            case "image-save":
                Drop("GET", $"/images/get?names={Uri.EscapeDataString(arguments[0])}");
                break;
            case "image-load":
                Load(arguments[0]);
                break;
            case "push":
                Push(arguments[0], arguments[1]);
                break;
            case "pull":
                Told(static (connection, path) => connection.Send("POST", path), $"/images/create?fromImage={Uri.EscapeDataString(arguments[0])}&tag={arguments[1]}");
                break;
            case "build-large":
                Build(arguments[0], TarBody.OfBuildContext(arguments[1], long.Parse(arguments[2], CultureInfo.InvariantCulture)));
                break;
            case "build-small":
                Build(arguments[0], TarBody.Pieces(SmallFiles(arguments[1], arguments[2])));
                break;
            case "build-kit":
                // Without a session, which an image that is here does not need.
                Build(arguments[0], TarBody.Pieces(SmallFiles(arguments[1], arguments[2])), "&version=2");
                break;
            default:
                throw new ArgumentException($"The raw exchange has no operation '{operation}'.", nameof(operation));
        }
    }

    /// <summary>The ids of the containers with a label.</summary>
    public string[] List(string label)
    {
        using JsonDocument list = Json("GET", ListPath(label));
        return [.. list.RootElement.EnumerateArray().Select(static item => item.GetProperty("Id").GetString()!)];
    }

    /// <summary>Makes containers and looks at each, as New-Container does to return it.</summary>
    public void Create(string label, string image, int count, int connections) =>
        Each([.. Enumerable.Range(0, count).Select(index => ContainerName(label, index))], connections, (connection, name) =>
        {
            connection.Send("POST", $"/containers/create?name={name}", JsonSerializer.Serialize(CreateBody(label, image, ["true"])));
            using JsonDocument created = JsonDocument.Parse(connection.ReadText());
            Drop(connection, "GET", $"/containers/{created.RootElement.GetProperty("Id").GetString()}/json?size=false");
        });

    /// <summary>Removes the containers with a label.</summary>
    public void Remove(string label, int connections) =>
        Each(List(label), connections, static (connection, id) => Drop(connection, "DELETE", $"/containers/{id}?force=true&v=false&link=false"));

    /// <summary>Makes a container and starts it. Returns its id.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="label">The label it carries.</param>
    /// <param name="image">Its image.</param>
    /// <param name="command">Its command.</param>
    /// <param name="logOptions">Options of the log driver "local"; null for the engine's own driver.</param>
    public string Start(string name, string label, string image, string[] command, IReadOnlyDictionary<string, string>? logOptions = null)
    {
        Dictionary<string, object> body = CreateBody(label, image, command);
        if (logOptions is not null)
        {
            body["HostConfig"] = new Dictionary<string, object> { ["LogConfig"] = new { Type = "local", Config = logOptions } };
        }

        using JsonDocument created = Json("POST", $"/containers/create?name={name}", JsonSerializer.Serialize(body));
        string id = created.RootElement.GetProperty("Id").GetString()!;
        Drop("POST", $"/containers/{id}/start");
        return id;
    }

    /// <summary>Makes containers that run until they are removed.</summary>
    public void StartMany(string label, string image, int count, int connections) =>
        Each([.. Enumerable.Range(0, count).Select(index => ContainerName(label, index))], connections, (connection, name) =>
        {
            connection.Send("POST", $"/containers/create?name={name}", JsonSerializer.Serialize(CreateBody(label, image, ["sleep", "100000"])));
            connection.Drop();
            Drop(connection, "POST", $"/containers/{name}/start");
        });

    /// <summary>Makes the engine a swarm of its own, where it is in none. Returns whether it did.</summary>
    public bool BeginSwarm()
    {
        using JsonDocument info = Json("GET", "/info");
        if (info.RootElement.GetProperty("Swarm").GetProperty("LocalNodeState").GetString() != "inactive")
        {
            return false;
        }

        Use(static connection =>
        {
            Drop(connection, "POST", "/swarm/init", JsonSerializer.Serialize(new { ListenAddr = "127.0.0.1:2377", AdvertiseAddr = "127.0.0.1" }));
            return true;
        });
        return true;
    }

    /// <summary>Takes the engine out of its swarm.</summary>
    public void EndSwarm() => Drop("POST", "/swarm/leave?force=true");

    /// <summary>Makes services of no replicas.</summary>
    public void CreateServices(string label, string image, int count, int connections)
    {
        string[] pair = label.Split('=', 2);
        Each([.. Enumerable.Range(0, count).Select(index => ContainerName(label, index))], connections, (connection, name) => Drop(
            connection,
            "POST",
            "/services/create",
            JsonSerializer.Serialize(new
            {
                Name = name,
                Labels = new Dictionary<string, string> { [pair[0]] = pair[1] },
                TaskTemplate = new { ContainerSpec = new { Image = image, Env = s_environment } },
                Mode = new { Replicated = new { Replicas = 0 } },
                EndpointSpec = new { Mode = "dnsrr" },
            })));
    }

    /// <summary>Removes the services with a label.</summary>
    public void RemoveServices(string label, int connections)
    {
        string[] ids;
        using (JsonDocument list = Json("GET", ServicesPath(label)))
        {
            ids = [.. list.RootElement.EnumerateArray().Select(static item => item.GetProperty("ID").GetString()!)];
        }

        Each(ids, connections, static (connection, id) => Drop(connection, "DELETE", $"/services/{id}"));
    }

    /// <summary>Writes a file of random bytes into a folder of a container.</summary>
    public void CopyIn(string container, string folder, string file, long bytes) => Use(connection =>
    {
        connection.SendChunked("PUT", $"/containers/{container}/archive?path={Uri.EscapeDataString(folder)}", TarBody.OfLargeFile(file, bytes));
        connection.Drop();
        return true;
    });

    /// <summary>Waits until a container has ended.</summary>
    public void Wait(string id) => Drop("POST", $"/containers/{id}/wait");

    /// <summary>Makes an image of one file of random bytes.</summary>
    /// <param name="repository">Its repository.</param>
    /// <param name="tag">Its tag.</param>
    /// <param name="file">The file's name: files of different names make different layers.</param>
    /// <param name="bytes">Its size.</param>
    public void MakeImage(string repository, string tag, string file, long bytes) => Told(
        (connection, path) => connection.SendChunked("POST", path, TarBody.OfLargeFile(file, bytes)),
        $"/images/create?fromSrc=-&repo={Uri.EscapeDataString(repository)}&tag={tag}");

    /// <summary>Saves an image to a file.</summary>
    public void Save(string reference, string file) => Use(connection =>
    {
        connection.Send("GET", $"/images/get?names={Uri.EscapeDataString(reference)}");
        using FileStream output = File.Create(file);
        connection.CopyTo(output);
        return true;
    });

    /// <summary>Pushes an image to a registry without login.</summary>
    public void Push(string repository, string tag) => Told(
        static (connection, path) => connection.Send("POST", path, header: "X-Registry-Auth: e30="), $"/images/{Uri.EscapeDataString(repository)}/push?tag={tag}");

    /// <summary>Whether an image is there.</summary>
    public bool HasImage(string reference)
    {
        using JsonDocument images = Json("GET", "/images/json?filters=" + Uri.EscapeDataString(JsonSerializer.Serialize(new { reference = new[] { reference } })));
        return images.RootElement.GetArrayLength() > 0;
    }

    /// <summary>Removes an image, where it is there.</summary>
    public void RemoveImage(string reference)
    {
        if (HasImage(reference))
        {
            Drop("DELETE", $"/images/{Uri.EscapeDataString(reference)}?force=true");
        }
    }

    /// <summary>The engine's version and API version.</summary>
    public (string Engine, string Api) Version()
    {
        using JsonDocument version = Json("GET", "/version");
        return (version.RootElement.GetProperty("Version").GetString()!, version.RootElement.GetProperty("ApiVersion").GetString()!);
    }

    /// <summary>The name of a container of a bulk.</summary>
    public static string ContainerName(string label, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{label[(label.IndexOf('=', StringComparison.Ordinal) + 1)..]}-{index}");

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out RawConnection? connection))
        {
            connection.Dispose();
        }
    }

    private static string ListPath(string label) =>
        "/containers/json?all=true&size=false&filters=" + Uri.EscapeDataString(JsonSerializer.Serialize(new { label = new[] { label } }));

    private static string ServicesPath(string label) =>
        "/services?status=1&filters=" + Uri.EscapeDataString(JsonSerializer.Serialize(new { label = new[] { label } }));

    private static Dictionary<string, object> CreateBody(string label, string image, string[] command)
    {
        string[] pair = label.Split('=', 2);
        return new() { ["Image"] = image, ["Cmd"] = command, ["Labels"] = new Dictionary<string, string> { [pair[0]] = pair[1] } };
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Repeat(string times, Action action)
    {
        for (int i = Number(times); i > 0; i--)
        {
            action();
        }
    }

    private static void Drop(RawConnection connection, string method, string path, string? json = null)
    {
        connection.Send(method, path, json);
        connection.Drop();
    }

    private void Drop(string method, string path) => Use(connection =>
    {
        Drop(connection, method, path);
        return true;
    });

    private JsonDocument Json(string method, string path, string? json = null) => Use(connection =>
    {
        connection.Send(method, path, json);
        return JsonDocument.Parse(connection.ReadText());
    });

    private void Exec(string name) => Use(connection =>
    {
        Exec(connection, name);
        return true;
    });

    private void Exec(RawConnection kept, string name)
    {
        kept.Send("POST", $"/containers/{name}/exec", """{"AttachStdout":true,"AttachStderr":true,"Cmd":["true"]}""");
        string id;
        using (var created = JsonDocument.Parse(kept.ReadText()))
        {
            id = created.RootElement.GetProperty("Id").GetString()!;
        }

        using (var connection = new RawConnection(_address.Connect()))
        {
            connection.Upgrade($"/exec/{id}/start", """{"Detach":false,"Tty":false}""");
            connection.DropUntilEnd();
        }

        Drop(kept, "GET", $"/exec/{id}/json");
    }

    private byte[] SmallFiles(string dockerfile, string count) => _archives.GetOrAdd(count + dockerfile, _ => TarBody.OfSmallFiles(dockerfile, Number(count)));

    private void Build(string tag, IEnumerable<ReadOnlyMemory<byte>> context, string more = "") =>
        Told((connection, path) => connection.SendChunked("POST", path, context), $"/build?t={Uri.EscapeDataString(tag)}&rm=true{more}");

    // From the page cache, which all sides read: an archive of images cannot be made while it is sent.
    private void Load(string file) => Told(
        (connection, path) => connection.SendChunked("POST", path, TarBody.Pieces(file)), "/images/load?quiet=0");

    /// <summary>Does what the engine tells of as it goes, and may tell at its end that it has failed.</summary>
    private void Told(Action<RawConnection, string> send, string path) => Use(connection =>
    {
        send(connection, path);
        string log = connection.ReadText();
        return log.Contains("\"errorDetail\"", StringComparison.Ordinal) ? throw new InvalidOperationException(log) : true;
    });

    // A connection goes back only after a whole exchange: one that failed is left half read.
    private T Use<T>(Func<RawConnection, T> exchange)
    {
        RawConnection connection = _idle.TryTake(out RawConnection? idle) ? idle : new RawConnection(_address.Connect());
        T result;
        try
        {
            result = exchange(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        _idle.Add(connection);
        return result;
    }

    private void Each(string[] items, int connections, Action<RawConnection, string> action)
    {
        int next = -1;
        var workers = new Task[Math.Min(connections, items.Length)];
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = Task.Factory.StartNew(
                () => Use(connection =>
                {
                    int index;
                    while ((index = Interlocked.Increment(ref next)) < items.Length)
                    {
                        action(connection, items[index]);
                    }

                    return true;
                }),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }

        Task.WaitAll(workers);
    }
}
