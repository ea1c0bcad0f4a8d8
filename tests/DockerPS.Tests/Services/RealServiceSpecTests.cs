using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Text.Json.Nodes;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using DockerPS.Tests.Support.Skipping;

namespace DockerPS.Tests.Services;

/// <summary>New-DockerService and Update-DockerService on a real manager: the specs that it holds are those of the docker CLI's twins,
/// containers have what the parameters say, and changes at the same time are all made.</summary>
public sealed class RealServiceSpecTests
{
    [RealEngineFact(RealEngineRequirements.Swarm | RealEngineRequirements.Cli)]
    public async Task The_manager_holds_what_it_holds_of_docker()
    {
        await using Surroundings around = await Surroundings.MakeAsync();
        string theirs = around.Name("theirs");
        string ours = around.Name("ours");
        string[] flags =
        [
            "--label", "a=b", "--container-label", "c=d", "-e", "A=1", "-w", "/tmp", "-u", "1:2", "--hostname", "h-{{.Task.Slot}}", "--group", "42", "-t", "--init", "--read-only",
            "--entrypoint", "sh -c", "--stop-signal", "SIGQUIT", "--stop-grace-period", "3s", "--cap-add", "NET_ADMIN", "--cap-drop", "CHOWN",
            "--limit-cpu", "0.5", "--limit-memory", "64m", "--limit-pids", "50", "--reserve-cpu", "0.1", "--reserve-memory", "8m", "--generic-resource", "gpu=1",
            "--ulimit", "nofile=512:1024", "--sysctl", "net.core.somaxconn=1024", "--dns", "10.0.0.2", "--dns-option", "ndots:2", "--dns-search", "example.org", "--host", "db:10.0.0.9",
            "--log-driver", "json-file", "--log-opt", "max-size=1m", "--health-cmd", "true", "--health-interval", "5s", "--health-retries", "2", "--health-timeout", "2s",
            "-p", "published=18080,target=80,mode=host", "--endpoint-mode", "dnsrr", "--mount", "type=tmpfs,target=/run,tmpfs-size=1m", "--mount", "type=volume,source=v,target=/v,readonly",
            "--network", $"name={around.Name("net")},alias=x", "--secret", $"source={around.Name("secret")},target=s,mode=0400", "--config", $"source={around.Name("config")},target=/etc/c",
            "--constraint", "node.role==manager", "--placement-pref", "spread=node.labels.zone", "--replicas", "0", "--replicas-max-per-node", "3",
            "--restart-condition", "on-failure", "--restart-delay", "1s", "--restart-max-attempts", "2", "--restart-window", "1m",
            "--update-parallelism", "2", "--update-delay", "1s", "--update-monitor", "2s", "--update-failure-action", "rollback", "--update-max-failure-ratio", "0.1", "--update-order", "start-first",
            "--rollback-parallelism", "0", "--rollback-delay", "1s", "--rollback-monitor", "2s", "--rollback-failure-action", "continue", "--rollback-max-failure-ratio", "0.2", "--rollback-order", "start-first",
        ];
        await around.DockerAsync(["service", "create", "-q", "-d", "--no-resolve-image", "--name", theirs, "--label", around.Label, .. flags, around.Image, "sleep 1"]);

        around.Run("New-DockerService").With(new
        {
            around.Image,
            Name = ours,
            NoResolveImage = true,
            Detach = true,
            Command = "sleep 1",
            Label = new object[] { around.Label, "a=b" },
            ContainerLabel = new object[] { new Hashtable { ["c"] = "d" } },
            Environment = new object[] { new Hashtable { ["A"] = 1 } },
            WorkingDirectory = "/tmp",
            User = "1:2",
            Hostname = "h-{{.Task.Slot}}",
            Group = "42",
            Tty = true,
            Init = true,
            ReadOnly = true,
            Entrypoint = "sh -c",
            StopSignal = "SIGQUIT",
            StopGracePeriod = 3,
            CapabilityAdd = "NET_ADMIN",
            CapabilityDrop = "CHOWN",
            LimitCpu = 0.5,
            LimitMemory = 64L << 20,
            LimitPid = 50,
            ReserveCpu = 0.1,
            ReserveMemory = "8m",
            GenericResource = "gpu=1",
            Ulimit = "nofile=512:1024",
            Sysctl = "net.core.somaxconn=1024",
            Dns = "10.0.0.2",
            DnsOption = "ndots:2",
            DnsSearch = "example.org",
            AddHost = new object[] { new Hashtable { ["db"] = "10.0.0.9" } },
            LogDriver = "json-file",
            LogOption = "max-size=1m",
            HealthCommand = "true",
            HealthInterval = 5,
            HealthRetry = 2,
            HealthTimeout = 2,
            Publish = new object[] { new Hashtable { ["Published"] = 18080, ["Target"] = 80, ["Mode"] = "host" } },
            EndpointMode = "dnsrr",
            Mount = new object[] { "type=tmpfs,target=/run,tmpfs-size=1m", new Hashtable { ["Source"] = "v", ["Target"] = "/v", ["ReadOnly"] = true } },
            Network = new object[] { new Hashtable { ["Name"] = around.Name("net"), ["Alias"] = "x" } },
            Secret = new object[] { new Hashtable { ["Source"] = around.Name("secret"), ["Target"] = "s", ["Mode"] = "0400" } },
            Config = $"source={around.Name("config")},target=/etc/c",
            Constraint = new object[] { new Hashtable { ["node.role"] = "manager" } },
            PlacementPreference = "spread=node.labels.zone",
            Replica = 0,
            ReplicaMaximumPerNode = 3,
            RestartCondition = "on-failure",
            RestartDelay = 1,
            RestartMaximumAttempt = 2,
            RestartWindow = "1m",
            UpdateParallelism = 2,
            UpdateDelay = 1,
            UpdateMonitor = 2,
            UpdateFailureAction = "rollback",
            UpdateMaximumFailureRatio = 0.1,
            UpdateOrder = "start-first",
            RollbackParallelism = 0,
            RollbackDelay = 1,
            RollbackMonitor = 2,
            RollbackFailureAction = "continue",
            RollbackMaximumFailureRatio = 0.2,
            RollbackOrder = "start-first",
        }).Run().AssertNoErrors();

        Assert.Equal(await around.SpecAsync(theirs), await around.SpecAsync(ours));

        await around.DockerAsync(
        [
            "service", "update", "-q", "-d", "--no-resolve-image", "--label-rm", "a", "--label-add", "e=f", "--env-add", "B=2", "--env-rm", "A", "--mount-rm", "/v", "--mount-add", "type=volume,source=w,target=/w",
            "--publish-rm", "target=80,mode=host", "--publish-add", "published=18081,target=81,mode=host", "--secret-rm", around.Name("secret"), "--secret-add", $"source={around.Name("secret")},target=t",
            "--config-rm", around.Name("config"), "--network-rm", around.Name("net"), "--constraint-add", "node.platform.os==linux", "--constraint-rm", "node.role==manager",
            "--placement-pref-rm", "spread=node.labels.zone", "--placement-pref-add", "spread=node.labels.rack", "--group-add", "7", "--dns-add", "10.0.0.1", "--host-add", "web:10.0.0.8", "--host-rm", "db",
            "--ulimit-add", "nproc=9", "--sysctl-rm", "net.core.somaxconn", "--generic-resource-rm", "gpu", "--cap-add", "CHOWN", "--cap-drop", "KILL",
            "--limit-memory", "32m", "--no-healthcheck", "--args", "sleep 2", "--entrypoint", "", "--force", "--replicas-max-per-node", "1", "--tty=false", theirs,
        ]);
        around.Run("Update-DockerService").With(new
        {
            Name = ours,
            NoResolveImage = true,
            Detach = true,
            RemoveLabel = "a",
            AddLabel = "e=f",
            AddEnvironment = "B=2",
            RemoveEnvironment = "A",
            RemoveMount = "/v",
            AddMount = "type=volume,source=w,target=/w",
            RemovePublish = "80",
            AddPublish = "published=18081,target=81,mode=host",
            RemoveSecret = around.Name("secret"),
            AddSecret = $"source={around.Name("secret")},target=t",
            RemoveConfig = around.Name("config"),
            RemoveNetwork = around.Name("net"),
            AddConstraint = "node.platform.os==linux",
            RemoveConstraint = "node.role==manager",
            RemovePlacementPreference = "spread=node.labels.zone",
            AddPlacementPreference = "spread=node.labels.rack",
            AddGroup = "7",
            AddDns = "10.0.0.1",
            AddHost = "web:10.0.0.8",
            RemoveHost = "db",
            AddUlimit = "nproc=9",
            RemoveSysctl = "net.core.somaxconn",
            RemoveGenericResource = "gpu",
            CapabilityAdd = "CHOWN",
            CapabilityDrop = "KILL",
            LimitMemory = "32m",
            NoHealthCheck = true,
            Argument = "sleep 2",
            Entrypoint = "",
            Force = true,
            ReplicaMaximumPerNode = 1,
            Tty = false,
        }).Run().AssertNoErrors();

        Assert.Equal(await around.SpecAsync(theirs), await around.SpecAsync(ours));
    }

    [RealEngineFact(RealEngineRequirements.Swarm | RealEngineRequirements.Cli)]
    public async Task Containers_have_what_the_parameters_say()
    {
        await using Surroundings around = await Surroundings.MakeAsync();
        string name = around.Name("web");

        CmdletResult made = around.Run("New-DockerService").With(new
        {
            around.Image,
            Name = name,
            NoResolveImage = true,
            Label = around.Label,
            Command = new[] { "sleep", "1000000" },
            EndpointMode = "dnsrr",
            Environment = new object[] { "SLOT={{.Task.Slot}}", "TEXT=a b" },
            Hostname = "h-{{.Task.Slot}}",
            User = "5:6",
            Group = "77",
            WorkingDirectory = "/tmp",
            Secret = new object[] { new Hashtable { ["Source"] = around.Name("secret"), ["Target"] = "s", ["Uid"] = 5, ["Mode"] = "0400" } },
            Config = $"source={around.Name("config")},target=/etc/c,mode=0644",
            Mount = "type=tmpfs,target=/run/own,tmpfs-mode=1777",
            Ulimit = "nofile=512:1024",
            AddHost = "db:10.0.0.9",
            LimitMemory = "32m",
            StopGracePeriod = 1,
            Init = true,
            RestartCondition = "any",
        }).Run().AssertNoErrors();

        Assert.Equal("1/1", Assert.Single(made.OutputAs<DockerServiceDetail>()).Replicas);
        string seen = await around.DockerAsync(
        [
            "exec", (await around.ContainersAsync(name)).Single(), "sh", "-c",
            "echo $SLOT-$TEXT; hostname; id -u; id -G; pwd; cat /run/secrets/s; stat -c %a:%u /run/secrets/s; cat /etc/c; stat -c %a /etc/c; stat -c %a /run/own; ulimit -n; grep -c '10.0.0.9.*db' /etc/hosts; cat /proc/1/comm",
        ]);
        Assert.Equal(
            ["1-a b", "h-1", "5", "6 77", "/tmp", "hidden", "400:5", "shown", "644", "1777", "512", "1", "docker-init"],
            seen.Trim().Split('\n'));

        around.Run("Update-DockerService").With(new { Name = name, Argument = "sleep 2000000", RemoveEnvironment = "TEXT", AddMount = "type=tmpfs,target=/more", UpdateMonitor = 1 }).Run().AssertNoErrors();

        // When it returns the new task runs, and the old one does not.
        string changed = await around.DockerAsync(["exec", (await around.ContainersAsync(name)).Single(), "sh", "-c", "echo $SLOT-$TEXT; mount | grep -c ' /more '; cat /proc/*/cmdline | tr '\\0' ' ' | grep -c 'sleep 2000000'"]);
        Assert.Equal(["1-", "1", "1"], changed.Trim().Split('\n'));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task Changes_at_the_same_time_are_all_made()
    {
        await using Surroundings around = await Surroundings.MakeAsync();
        string name = around.Name("many");
        around.Run("New-DockerService").With(new { around.Image, Name = name, NoResolveImage = true, Label = around.Label, Replica = 0, Detach = true }).Run().AssertNoErrors();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() =>
            around.Run("Update-DockerService").With(new { Name = name, Detach = true, AddLabel = $"k{number}={number}" }).Run().AssertNoErrors())));

        Assert.Equal(Enumerable.Range(0, 6).Select(static number => $"k{number}"), (await around.RawSpecAsync(name))["Labels"]!.AsObject().Select(static label => label.Key).Where(static key => key.StartsWith('k')).Order(StringComparer.Ordinal));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task A_service_that_cannot_start_is_an_error_in_time_and_is_there()
    {
        await using Surroundings around = await Surroundings.MakeAsync();

        CmdletResult result = around.Run("New-DockerService")
            .With(new { Image = "nowhere.invalid/none:1", Name = around.Name("none"), NoResolveImage = true, Label = around.Label, RestartCondition = "none", Timeout = 5 }).Run();

        Assert.StartsWith("Timeout", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(around.Name("none"), Assert.Single(result.OutputAs<DockerServiceDetail>()).Name);
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task An_image_of_a_registry_with_password_is_pinned_and_pulled_with_the_login()
    {
        await using Surroundings around = await Surroundings.MakeAsync();
        string registry = SwarmOfOne.Current.AuthRegistry ?? throw new TestSkippedException("There is no docker-registry here.");
        string image = $"{registry}/{around.Name("web")}:1";
        var credential = new PSCredential(PrivateEngines.RegistryUser, Secure(PrivateEngines.RegistryPassword));
        around.Run("Add-ImageTag").With(new { Name = around.Image, Tag = image }).Run().AssertNoErrors();
        around.Run("Push-Image").With(new { Name = image, Credential = credential }).Run().AssertNoErrors();
        around.Run("Remove-Image").With(new { Name = image, Force = true }).Run().AssertNoErrors();

        CmdletResult made = around.Run("New-DockerService").With(new
        {
            Image = image,
            Name = around.Name("login"),
            Credential = credential,
            Label = around.Label,
            Command = new[] { "sleep", "1000000" },
            EndpointMode = "dnsrr",
            StopGracePeriod = 1,
            Init = true,
        }).Run().AssertNoErrors();

        DockerServiceDetail service = Assert.Single(made.OutputAs<DockerServiceDetail>());
        Assert.Empty(made.Warnings);
        Assert.Equal((image, "1/1"), (service.Image, service.Replicas));
        Assert.StartsWith("sha256:", service.ImageDigest, StringComparison.Ordinal);

        CmdletResult refused = around.Run("New-DockerService").With(new { Image = image, Name = around.Name("anyone"), Label = around.Label, Replica = 0, Detach = true }).Run().AssertNoErrors();
        Assert.Contains("could not be accessed on a registry to record its digest", Assert.Single(refused.Warnings), StringComparison.Ordinal);
    }

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        text.ToList().ForEach(secure.AppendChar);
        return secure;
    }

    /// <summary>A network, a secret and a config of one test on the swarm of one, which go with the services that carry its label.</summary>
    private sealed class Surroundings : IAsyncDisposable
    {
        private readonly string _mark = Guid.NewGuid().ToString("N")[..8];
        private readonly RawEngine _raw = new(SwarmOfOne.Current.Engine);
        private readonly List<string> _paths = [];

        public string Image { get; } = SwarmOfOne.Current.Image;

        public string Label { get; } = $"{TestRun.Label}={TestRun.Id}";

        public static async Task<Surroundings> MakeAsync()
        {
            var around = new Surroundings();
            var labels = new JsonObject { [TestRun.Label] = TestRun.Id };
            await around.AddAsync("networks", "Id", new JsonObject { ["Name"] = around.Name("net"), ["Driver"] = "overlay", ["Labels"] = labels.DeepClone() });
            await around.AddAsync("secrets", "ID", new JsonObject { ["Name"] = around.Name("secret"), ["Labels"] = labels.DeepClone(), ["Data"] = Convert.ToBase64String("hidden\n"u8) });
            await around.AddAsync("configs", "ID", new JsonObject { ["Name"] = around.Name("config"), ["Labels"] = labels, ["Data"] = Convert.ToBase64String("shown\n"u8) });
            return around;
        }

        public string Name(string name) => $"{name}-{_mark}";

        public CmdletRunner Run(string cmdlet) => CmdletRunner.Create(cmdlet).With(new { HostAddress = _raw.Address });

        public async Task<string> DockerAsync(IEnumerable<string> arguments)
        {
            ChildProcess run = await ChildProcess.RunAsync(
                CommandLine.Find("docker")!, arguments, [new("DOCKER_HOST", _raw.Address), new("DOCKER_CONTEXT", null)]);
            Assert.True(run.ExitCode == 0, run.Error);
            return run.Output;
        }

        public async Task<JsonNode> RawSpecAsync(string service) => (await _raw.GetJsonAsync($"services/{service}"))["Spec"]!;

        /// <summary>What the manager holds of a service, but for its name.</summary>
        public async Task<string> SpecAsync(string service)
        {
            JsonNode spec = await RawSpecAsync(service);
            spec.AsObject().Remove("Name");
            return SpecText.Of(spec);
        }

        public async Task<string[]> ContainersAsync(string service) =>
            [.. (await _raw.GetJsonAsync("containers/json?filters=" + Uri.EscapeDataString($$"""{"label":["com.docker.swarm.service.name={{service}}"]}"""))).AsArray()
                .Select(static container => (string)container!["Id"]!)];

        public async ValueTask DisposeAsync()
        {
            foreach (JsonNode? service in (await _raw.GetJsonAsync("services")).AsArray())
            {
                if (((string)service!["Spec"]!["Name"]!).EndsWith(_mark, StringComparison.Ordinal))
                {
                    await _raw.DeleteAsync($"services/{service["ID"]}");
                }
            }

            foreach (string path in _paths)
            {
                await Wait.UntilAsync(() => TryDeleteAsync(path), $"{path} goes");
            }

            _raw.Dispose();
        }

        private async Task AddAsync(string kind, string id, JsonObject spec)
        {
            JsonNode made = (await _raw.PostAsync($"{kind}/create", spec))!;
            _paths.Add($"{kind}/{made[id]}");
        }

        // Tasks that are being shut down still use it.
        private async Task<bool> TryDeleteAsync(string path)
        {
            try
            {
                await _raw.DeleteAsync(path);
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }
}
