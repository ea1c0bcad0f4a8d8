using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using DockerPS.Tests.Support.Skipping;

namespace DockerPS.Tests.Faults;

/// <summary>A real engine behind a <see cref="FaultProxy"/> of its own, with what tests of cmdlets need around it. Its containers go with it.</summary>
internal sealed class FaultedEngine : IAsyncDisposable
{
    private readonly string _prefix = "dpsfault" + Guid.NewGuid().ToString("N")[..8];
    private int _names;

    /// <param name="engine">The engine's address; the main engine's by default.</param>
    public FaultedEngine(string? engine = null)
    {
        Raw = new RawEngine(engine ?? PrivateEngines.Current.Engine);
        Proxy = FaultProxy.OnTcp(Raw.Address);
    }

    public static string Label => $"{TestRun.Label}={TestRun.Id}";

    /// <summary>Past the proxy.</summary>
    public RawEngine Raw { get; }

    public FaultProxy Proxy { get; }

    /// <summary>A name that nothing else has.</summary>
    public string NewName() => $"{_prefix}-{Interlocked.Increment(ref _names)}";

    /// <summary>A cmdlet that goes through the proxy, in a session whose $LASTEXITCODE is that of an earlier command.</summary>
    public CmdletRunner Cmdlet(string name)
    {
        CmdletRunner runner = CmdletRunner.Create(name).With("HostAddress", Proxy.Address);
        runner.Session.PSVariable.Set("global:LASTEXITCODE", 99);
        return runner;
    }

    /// <summary>Invoke-Container with a shell's line.</summary>
    public CmdletRunner Run(string name, string line) => Cmdlet("Invoke-Container")
        .With(new { Name = name, Label = new object[] { Label }, StopTimeout = 1 })
        .Words(PrivateEngines.Current.Image, "--", "sh", "-c", line);

    /// <summary>Makes and starts a container past the proxy; returns its name.</summary>
    public async Task<string> StartAsync(string line)
    {
        string name = NewName();
        JsonObject body = new()
        {
            ["Image"] = PrivateEngines.Current.Image,
            ["Cmd"] = new JsonArray("sh", "-c", line),
            ["Labels"] = new JsonObject { [TestRun.Label] = TestRun.Id },
            ["StopSignal"] = "KILL",
        };
        await Raw.PostAsync($"containers/create?name={name}", body);
        await Raw.PostAsync($"containers/{name}/start");
        return name;
    }

    /// <summary>A container's state as the engine has it, or null where it has no such container.</summary>
    public async Task<JsonNode?> StateAsync(string name)
    {
        try
        {
            return (await Raw.GetJsonAsync($"containers/{name}/json"))["State"]!;
        }
        catch (HttpRequestException e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The command lines of a container's processes, its first process first. Skips the test where the engine cannot tell.</summary>
    public async Task<string?[]> ProcessesAsync(string name)
    {
        try
        {
            return [.. (await Raw.GetJsonAsync($"containers/{name}/top"))["Processes"]!.AsArray().Select(static process => (string?)process!.AsArray()[^1])];
        }
        catch (HttpRequestException e) when (e.Message.Contains("executable file not found", StringComparison.Ordinal))
        {
            throw new TestSkippedException("the engine's machine has no ps");
        }
    }

    /// <summary>Waits until a request of that kind is under way through the proxy.</summary>
    public Task RequestAsync(string path) => Wait.UntilAsync(() => Proxy.Open.Any(request => request.Contains(path, StringComparison.Ordinal)), path);

    /// <summary>Waits until no connection is open any more that had a request of that kind.</summary>
    public Task NoRequestAsync(string path) => Wait.UntilAsync(() => !Proxy.Open.Any(request => request.Contains(path, StringComparison.Ordinal)), "the end of " + path);

    public static void AssertError(string id, ErrorRecord? error)
    {
        Assert.NotNull(error);
        Assert.True(error.FullyQualifiedErrorId.StartsWith(id + ",", StringComparison.Ordinal), $"{error.FullyQualifiedErrorId}: {error}");
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        string filter = Uri.EscapeDataString($$"""{"name":["{{_prefix}}"]}""");
        foreach (JsonNode? container in (await Raw.GetJsonAsync($"containers/json?all=1&filters={filter}")).AsArray())
            await Raw.DeleteAsync($"containers/{container!["Id"]}?force=1&v=1");
        Raw.Dispose();
    }
}
