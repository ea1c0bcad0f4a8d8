using System.Text.Json.Nodes;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Services;

/// <summary>Services of one test on a real manager, made and looked at without the client under test; they go with it.</summary>
internal sealed class RealServices(string engine, string image) : IAsyncDisposable
{
    private readonly RawEngine _raw = new(engine);
    private readonly List<string> _made = [];

    // Services of other tests may be in the same swarm.
    private readonly string _mark = Guid.NewGuid().ToString("N")[..8];

    public RawEngine Raw => _raw;

    /// <summary>The full name of a service of this test.</summary>
    public string Name(string name) => $"{name}-{_mark}";

    public static JsonObject Replicated(int replicas) => new() { ["Replicated"] = new JsonObject { ["Replicas"] = replicas } };

    /// <summary>Makes a service, and returns its full name.</summary>
    /// <param name="name">Its short name.</param>
    /// <param name="mode">Its mode.</param>
    /// <param name="script">What its tasks run.</param>
    /// <param name="change">Changes the spec before it is sent.</param>
    public async Task<string> MakeAsync(string name, JsonObject mode, string script = "exec sleep 1000000", Action<JsonObject>? change = null)
    {
        var spec = new JsonObject
        {
            ["Name"] = Name(name),
            ["Labels"] = new JsonObject { [TestRun.Label] = TestRun.Id },
            ["Mode"] = mode,
            ["TaskTemplate"] = new JsonObject
            {
                ["ContainerSpec"] = new JsonObject
                {
                    ["Image"] = image,
                    ["Args"] = new JsonArray("sh", "-c", script),
                    // A shell and sleep have no handler: they would be waited for.
                    ["StopGracePeriod"] = 1,
                },
                ["RestartPolicy"] = new JsonObject { ["Delay"] = 0 },
            },
            ["UpdateConfig"] = new JsonObject { ["Parallelism"] = 1, ["Monitor"] = 1_000_000_000 },
            ["EndpointSpec"] = new JsonObject { ["Mode"] = "dnsrr" },
        };
        change?.Invoke(spec);
        _made.Add((string)(await _raw.PostAsync("services/create", spec))!["ID"]!);
        return Name(name);
    }

    /// <summary>Changes a service.</summary>
    public async Task UpdateAsync(string fullName, Action<JsonObject> change)
    {
        JsonNode service = await _raw.GetJsonAsync($"services/{fullName}");
        JsonObject spec = (JsonObject)service["Spec"]!;
        change(spec);
        await _raw.PostAsync($"services/{service["ID"]}/update?version={service["Version"]!["Index"]}", spec.DeepClone());
    }

    /// <summary>A run of a cmdlet on the manager.</summary>
    public CmdletRunner Run(string cmdlet) => CmdletRunner.Create(cmdlet).With(new { HostAddress = engine });

    public async ValueTask DisposeAsync()
    {
        foreach (string id in _made)
        {
            try
            {
                await _raw.DeleteAsync($"services/{id}");
            }
            catch (HttpRequestException gone) when (gone.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
                // The test removed it.
            }
        }

        _raw.Dispose();
    }
}
