using System.Runtime.Versioning;
using DockerPS.Tests.Support;
using DockerPS.Tests.Support.Skipping;

namespace DockerPS.Tests.RealEngine;

/// <summary>
/// The engines of ring 4, started once for the whole assembly when the first test asks: private ones, which end with this
/// process however it ends, or those that DOCKERPS_TEST_HOST names. Only for tests that carry <see cref="RealEngineFactAttribute"/>
/// or <see cref="RealEngineTheoryAttribute"/>; what their requirements do not name may be missing.
/// </summary>
internal sealed class PrivateEngines
{
    /// <summary>The user of the registries with password.</summary>
    public const string RegistryUser = "dps";

    /// <summary>The password of that user; it holds a colon, which HTTP's basic login splits at.</summary>
    public const string RegistryPassword = "battery:staple";

    // The image that the script makes.
    private const string OwnImage = "bbx:1";

    private static readonly Lazy<PrivateEngines> s_current = new(() => StartAsync().GetAwaiter().GetResult());

    // The variables that Environment may have, with the keys of the script's answer.
    private static readonly (string Variable, string Key)[] s_variables =
    [
        ("DOCKERPS_TEST_ENGINE", "ENGINE_A"),
        ("DOCKERPS_TEST_ENGINE2", "ENGINE_B"),
        ("DOCKERPS_TEST_NEWER_ENGINE", "ENGINE_N"),
        ("DOCKERPS_TEST_CONTAINERD_ENGINE", "ENGINE_S"),
        ("DOCKERPS_TEST_TLS", "ENGINE_TLS"),
        ("DOCKERPS_TEST_CERTS", "CERTS"),
        ("DOCKERPS_TEST_SSH", "SSH"),
        ("DOCKERPS_TEST_SSH_BIN", "SSH_BIN"),
        ("DOCKERPS_TEST_REGISTRY", "REGISTRY"),
        ("DOCKERPS_TEST_REGISTRY_AUTH", "REGISTRY_AUTH"),
        ("DOCKERPS_TEST_REGISTRY_TLS", "REGISTRY_TLS"),
        ("DOCKERPS_TEST_IMAGE", "IMAGE"),
        ("DOCKERPS_TEST_PORT_ADDRESS", "ADDRESS_A"),
        ("DOCKERPS_TEST_PODMAN", "PODMAN"),
    ];

    private readonly string? _folder;
    private readonly Dictionary<string, string> _values;
    private readonly FaultProxy _relay;

    private PrivateEngines(string? folder, Dictionary<string, string> values)
    {
        _folder = folder;
        _values = values;
        _relay = FaultProxy.OnTcp(Engine);
    }

    /// <summary>The engines; starts them when nobody has yet.</summary>
    public static PrivateEngines Current => s_current.Value;

    /// <summary>Whether they have been started, so that only then they are to be stopped.</summary>
    public static bool IsStarted => s_current.IsValueCreated;

    /// <summary>The main engine, unix:///path when it is private.</summary>
    public string Engine => Value("ENGINE_A");

    /// <summary>A second engine.</summary>
    public string SecondEngine => Value("ENGINE_B");

    /// <summary>An engine that tests may freeze, kill and restart. Such tests belong in <see cref="EngineFaultGroup"/>.</summary>
    public string FaultEngine => Value("ENGINE_C");

    /// <summary>A newer engine, with dockerd's own image store.</summary>
    public string NewerEngine => Value("ENGINE_N");

    /// <summary>A newer engine, with containerd's image store.</summary>
    public string ContainerdEngine => Value("ENGINE_S");

    /// <summary>The main engine by plain TCP on loopback, tcp://127.0.0.1:port.</summary>
    public string Tcp => _relay.Address;

    /// <summary>The main engine by TLS, tcp://address:port.</summary>
    public string Tls => Value("ENGINE_TLS");

    /// <summary>The certificates for <see cref="Tls"/>; the registry with TLS has the same authority.</summary>
    public TestCertificates Certificates => new(Value("CERTS"));

    /// <summary>host:port of the registry without TLS and password.</summary>
    public string Registry => Value("REGISTRY");

    /// <summary>host:port of the registry with password, without TLS.</summary>
    public string AuthRegistry => Value("REGISTRY_AUTH");

    /// <summary>host:port of the registry with TLS and password. The main engine and the newer ones trust its certificate, the
    /// others do not.</summary>
    public string TlsRegistry => Value("REGISTRY_TLS");

    /// <summary>The main engine by ssh, ssh://root@127.0.0.1:port.</summary>
    public string Ssh => Value("SSH");

    /// <summary>The folder that must come first in PATH for <see cref="Ssh"/>: its `ssh` knows the key and the host.</summary>
    public string SshBin => Value("SSH_BIN");

    /// <summary>An image of busybox with all applets, in every engine.</summary>
    public string Image => Value("IMAGE");

    /// <summary>The address where the main engine's published ports answer.</summary>
    public string PortAddress => Value("ADDRESS_A");

    /// <summary>Whether the main engine is podman.</summary>
    public bool IsPodman => _values.ContainsKey("PODMAN");

    /// <summary>Skips the test that asks, where the main engine is podman.</summary>
    /// <param name="why">What podman does otherwise.</param>
    public void SkipOnPodman(string why)
    {
        if (IsPodman)
            throw new TestSkippedException(why);
    }

    /// <summary>What a child process needs to use the same engines; only what is there.</summary>
    public IReadOnlyDictionary<string, string> Environment => BuildEnvironment();

    /// <summary>Stops the fault engine's process in its tracks: it takes connections and answers nothing, until the result is disposed.</summary>
    public async Task<IAsyncDisposable> FreezeAsync()
    {
        await ThrowawayScript.RunAsync("signal", _folder!, "c", "STOP");
        return new Thaw(this);
    }

    /// <summary>Ends the fault engine and starts it again; returns when it answers.</summary>
    /// <param name="crash">End it by SIGKILL; its containers' processes stay, and the engine finds them dead or alive.</param>
    public Task RestartAsync(bool crash = false) => ThrowawayScript.RunAsync(crash ? ["restart", _folder!, "c", "KILL"] : ["restart", _folder!, "c"]);

    /// <summary>Ends private engines, and sweeps given ones. Private ones would also notice that this process has gone.</summary>
    public async Task StopAsync()
    {
        await _relay.DisposeAsync();
        if (_folder is not null)
        {
            await ThrowawayScript.RunAsync("stop", _folder);
            return;
        }

        foreach (string host in RealEnginePrerequisites.GivenHosts)
        {
            using RawEngine engine = new(host);
            await TestRun.SweepAsync(engine, ownToo: true);
        }
    }

    private string Value(string key)
        => _values.TryGetValue(key, out string? value) ? value : throw new InvalidOperationException($"There is no {key} here; the test's attribute must name it as a requirement.");

    private Dictionary<string, string> BuildEnvironment()
    {
        Dictionary<string, string> environment = s_variables
            .Where(pair => _values.ContainsKey(pair.Key))
            .ToDictionary(pair => pair.Variable, pair => _values[pair.Key]);
        environment["DOCKERPS_TEST_TCP"] = Tcp;
        environment["DOCKERPS_TEST_LABEL"] = $"{TestRun.Label}={TestRun.Id}";
        if (_values.ContainsKey("REGISTRY_AUTH"))
        {
            environment["DOCKERPS_TEST_REGISTRY_USER"] = RegistryUser;
            environment["DOCKERPS_TEST_REGISTRY_PASSWORD"] = RegistryPassword;
        }

        return environment;
    }

    private static Task<PrivateEngines> StartAsync()
    {
        if (RealEnginePrerequisites.GivenHosts.Length > 0)
            return UseGivenAsync();

        return OperatingSystem.IsLinux() && RealEnginePrerequisites.NoPrivateEngines is null
            ? StartPrivateAsync()
            : throw new InvalidOperationException($"No engine: {RealEnginePrerequisites.NoPrivateEngines}. A test that uses one carries [RealEngineFact].");
    }

    private static async Task<PrivateEngines> UseGivenAsync()
    {
        string[] hosts = RealEnginePrerequisites.GivenHosts;
        Dictionary<string, string> values = new() { ["ENGINE_A"] = hosts[0] };
        using (RawEngine main = new(hosts[0]))
        {
            if ((await main.GetAsync("version")).Contains("Podman Engine", StringComparison.Ordinal))
                values["PODMAN"] = "1";
        }

        // podman gives what is loaded without a registry's name one of its own.
        string image = System.Environment.GetEnvironmentVariable("DOCKERPS_TEST_IMAGE") ?? (values.ContainsKey("PODMAN") ? $"localhost/{OwnImage}" : OwnImage);
        values["IMAGE"] = image;
        if (hosts.Length > 1)
            values["ENGINE_B"] = hosts[1];

        foreach (string host in hosts)
        {
            using RawEngine engine = new(host);
            await TestRun.SweepAsync(engine, ownToo: false);
            if (!await engine.HasImageAsync(image))
                await LoadImageAsync(engine, image);
        }

        return new PrivateEngines(null, values);
    }

    private static async Task LoadImageAsync(RawEngine engine, string image)
    {
        if (image is not (OwnImage or $"localhost/{OwnImage}") || !OperatingSystem.IsLinux() || CommandLine.Find("busybox") is null)
            throw new InvalidOperationException($"{engine.Address} has no image {image}, and none can be made here; DOCKERPS_TEST_IMAGE may name one with busybox in it that is there.");

        using TemporaryFolder folder = new();
        string archive = folder.Combine("image.tar");
        await ThrowawayScript.RunAsync("image", archive, $"{TestRun.Label}={TestRun.Id}");
        using StreamContent content = new(File.OpenRead(archive));
        content.Headers.ContentType = new("application/x-tar");
        await engine.SendAsync(HttpMethod.Post, "images/load", content);
    }

    [SupportedOSPlatform("linux")]
    private static async Task<PrivateEngines> StartPrivateAsync()
    {
        using TemporaryFolder certificates = new();
        (string folder, Dictionary<string, string> values) = await ThrowawayScript.StartAsync(subnet =>
        {
            // The script takes the folder over, so that it goes with the rest.
            string own = certificates.Combine(subnet);
            Directory.CreateDirectory(own);
            TestCertificates.Create(own, "localhost", "127.0.0.1", "::1", $"{subnet}.1", $"{subnet}.2");
            List<string> arguments = ["--engines", "3", "--certs", own, "--auth"];
            if (RealEnginePrerequisites.NewerSystem is { } newer)
                arguments.AddRange(["--newer", newer]);
            if (RealEnginePrerequisites.NoSsh is null)
                arguments.Add("--ssh");
            return arguments;
        });
        return new PrivateEngines(folder, values);
    }

    private sealed class Thaw(PrivateEngines engines) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await ThrowawayScript.RunAsync("signal", engines._folder!, "c", "CONT");
    }
}
