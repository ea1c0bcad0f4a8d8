using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Stacks;

/// <summary>Stacks on a real swarm, and what the docker CLI makes of the same files.</summary>
public sealed class StacksOnEngineTests : IAsyncLifetime, IDisposable
{
    // Whatever the CLI converts, in one file. Its ports are of the mode host and its endpoints dnsrr, which work without IPVS.
    private const string All = """
        services:
          web:
            image: IMAGE
            command: ["sh", "-c", "sleep 1000"]
            environment: { A: "1", B: two, EMPTY: "", UNSET: }
            labels: { tier: front }
            hostname: web
            working_dir: /tmp
            user: "1000"
            networks: { front: { aliases: [www] }, back: }
            ports:
              - { target: 9000, published: 9000, mode: host, protocol: udp }
              - { target: 80, published: 8081, mode: host }
            secrets:
              - s1
              - { source: s2, target: /etc/two, mode: 0400, uid: "5" }
            configs:
              - { source: c1, target: /etc/c1 }
              - c2
            deploy:
              replicas: 0
              labels: { x: y }
              endpoint_mode: dnsrr
              update_config: { parallelism: 2, delay: 5s, order: start-first, failure_action: rollback, monitor: 3s, max_failure_ratio: 0.25 }
              rollback_config: { parallelism: 0 }
              resources: { limits: { cpus: "0.50", memory: 64M, pids: 100 }, reservations: { memory: 16M, cpus: "0.1", generic_resources: [ { discrete_resource_spec: { kind: gpu, value: 1 } } ] } }
              restart_policy: { condition: on-failure, delay: 2s, max_attempts: 4, window: 30s }
              placement: { constraints: ["node.role == manager"], preferences: [ { spread: node.labels.zone } ], max_replicas_per_node: 3 }
            healthcheck: { test: ["CMD", "true"], interval: 10s, timeout: 3s, retries: 2, start_period: 1s }
            stop_grace_period: 3s
            stop_signal: SIGTERM
            init: true
            cap_add: [NET_ADMIN, SYS_TIME]
            cap_drop: [ALL]
            ulimits: { nofile: { soft: 1000, hard: 2000 }, nproc: 500 }
            sysctls: { net.core.somaxconn: 1024 }
            extra_hosts: [ "somehost:10.0.0.9" ]
            dns: [ 10.9.9.9 ]
            dns_search: [ example.com ]
            logging: { driver: json-file, options: { max-size: "1m" } }
            tty: true
            stdin_open: true
            read_only: true
            volumes:
              - data:/data
              - /tmp:/host:ro
              - { type: tmpfs, target: /scratch, tmpfs: { size: 1000000 } }
              - { type: volume, source: other, target: /other, volume: { nocopy: true } }
              - /anon
          db:
            image: IMAGE
            entrypoint: sleep
            command: "1000"
            networks: [back]
            deploy: { mode: global }
          plain:
            image: IMAGE
            command: sleep 1000
          job:
            image: IMAGE
            command: "true"
            deploy: { mode: replicated-job }
          nohealth:
            image: IMAGE
            command: sleep 1000
            restart: always
            healthcheck: { disable: true }
            deploy: { replicas: 0 }
          onhost:
            image: IMAGE
            command: ["sleep", "1000", ""]
            networks: [hostnet]
            labels: { without: "" }
            stop_grace_period: 0s
            deploy: { replicas: 0, endpoint_mode: dnsrr, labels: { without: "" }, restart_policy: { delay: 0s } }
        networks:
          hostnet: { external: true, name: host }
          front: { driver_opts: { com.docker.network.driver.mtu: "1400" }, labels: { n: m } }
          back: { attachable: true, internal: true }
        volumes:
          data: { labels: { v: w } }
          other: { name: othername, driver: local, driver_opts: { type: tmpfs, device: tmpfs } }
        secrets:
          s1: { file: ./one.txt }
          s2: { file: ./two.txt, name: STACK-named, labels: { q: r } }
        configs:
          c1: { file: ./one.txt }
          c2: { file: ./two.txt, labels: { q: r } }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _stacks = [];

    public Task InitializeAsync()
    {
        File.WriteAllText(_folder.Combine("one.txt"), "one");
        File.WriteAllText(_folder.Combine("two.txt"), "two");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (_stacks.Count > 0)
        {
            using RawEngine engine = new(SwarmOfOne.Current.Engine);
            foreach (string kind in new[] { "services", "secrets", "configs", "networks" })
            {
                foreach (string stack in _stacks)
                {
                    foreach (JsonNode? item in await ListAsync(engine, kind, stack))
                        await engine.DeleteAsync($"{kind}/{item!["ID"] ?? item["Id"]}");
                }
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    [RealEngineFact(RealEngineRequirements.Swarm | RealEngineRequirements.Cli)]
    public async Task What_the_CLI_deployed_is_as_it_should_be_and_the_other_way_round()
    {
        using RawEngine engine = new(SwarmOfOne.Current.Engine);
        string theirs = NewStack();
        string theirFile = Write(theirs, All);
        await DockerAsync("stack", "deploy", "--detach=true", "--resolve-image", "never", "-c", theirFile, theirs);
        JsonObject before = await SpecsAsync(engine, theirs);
        Assert.Equal(6, before.Count);

        // Ours finds nothing to do, and does nothing.
        CmdletResult plan = Deploy(theirs, theirFile).With("Plan", true).Run().AssertNoErrors();
        Assert.All(plan.Output.Cast<DockerStackChange>(), change => Assert.True(change.Action == DockerStackAction.None, $"{change}: {change.Changes}"));
        Dictionary<string, long> versions = await VersionsAsync(engine, theirs);
        Deploy(theirs, theirFile).With("Detach", true).Run().AssertNoErrors();
        Assert.Equal(versions, await VersionsAsync(engine, theirs));

        // A stack of our own has the same specs, which the CLI's deployment leaves as they are.
        string ours = NewStack();
        string ourFile = Write(ours, All.Replace("9000, mode", "9001, mode", StringComparison.Ordinal).Replace("8081", "8082", StringComparison.Ordinal));
        Deploy(ours, ourFile).With("Detach", true).Run().AssertNoErrors();
        JsonObject made = await SpecsAsync(engine, ours);
        Assert.Equal(
            Neutral(before, theirs), Neutral(made, ours).Replace(":9001", ":9000", StringComparison.Ordinal).Replace(":8082", ":8081", StringComparison.Ordinal));
        await DockerAsync("stack", "deploy", "--detach=true", "--resolve-image", "never", "-c", ourFile, ours);
        Assert.Equal(Neutral(made, ours), Neutral(await SpecsAsync(engine, ours), ours));
        foreach (string kind in new[] { "secrets", "configs", "networks" })
            Assert.Equal(Neutral(await PartsAsync(engine, kind, theirs), theirs), Neutral(await PartsAsync(engine, kind, ours), ours));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task A_stack_is_deployed_changed_pruned_and_removed()
    {
        using RawEngine engine = new(SwarmOfOne.Current.Engine);
        string stack = NewStack();
        string first = Write(stack, """
            services:
              a: { image: IMAGE, command: sleep 1000, stop_grace_period: 0s, networks: [front], secrets: [s1], deploy: { replicas: 2, endpoint_mode: dnsrr } }
              b: { image: IMAGE, command: sleep 1000, stop_grace_period: 0s, networks: [front, back], configs: [c1], deploy: { endpoint_mode: dnsrr } }
              c: { image: IMAGE, command: sleep 1000, stop_grace_period: 0s, networks: [back], deploy: { endpoint_mode: dnsrr } }
              d: { image: IMAGE, command: "true", networks: [back], deploy: { mode: replicated-job } }
              e: { image: IMAGE, command: sleep 1000, stop_grace_period: 0s, networks: [back], deploy: { mode: global, endpoint_mode: dnsrr } }
            networks: { front: , back: }
            secrets: { s1: { file: ./one.txt } }
            configs: { c1: { file: ./two.txt } }
            """);
        DockerStack made = Assert.IsType<DockerStack>(Assert.Single(Deploy(stack, first).Run().AssertNoErrors().Output));
        Assert.Equal((5, 5L), (made.Services, made.Running));
        Assert.Equal([$"{stack}_a", $"{stack}_b", $"{stack}_c", $"{stack}_d", $"{stack}_e"], made.ServiceNames);
        Assert.Equal([$"{stack}_back", $"{stack}_front"], made.Networks);
        Assert.Equal([$"{stack}_s1"], made.Secrets);
        Assert.Equal([$"{stack}_c1"], made.Configs);

        string second = Write(stack, File.ReadAllText(first)
            .Replace("replicas: 2", "replicas: 3", StringComparison.Ordinal)
            .Replace("  c: {", "  new: {", StringComparison.Ordinal)
            .Replace("sleep 1000, stop_grace_period: 0s, networks: [front, back]", "sleep 2000, stop_grace_period: 0s, networks: [front, back]", StringComparison.Ordinal));

        // -WhatIf says all that would be done, and -Plan returns it.
        CmdletResult asked = Deploy(stack, second).With("Prune", true).WhatIf().Run().AssertNoErrors();
        Assert.Empty(asked.Output);
        DockerStackChange[] plan = [.. Deploy(stack, second).With("Prune", true).With("Plan", true).Run().AssertNoErrors().Output.Cast<DockerStackChange>()];
        Assert.Equal(
            [$"Remove service {stack}_c", $"Update service {stack}_a", $"Update service {stack}_b", $"Create service {stack}_new"],
            plan.Where(change => change.Action != DockerStackAction.None).Select(change => change.ToString()));
        Assert.Equal("Mode.Replicated.Replicas: 2 -> 3", Assert.Single(plan.Single(change => change.Name == $"{stack}_a").Changes).ToString());
        Assert.Equal(5, (await SpecsAsync(engine, stack)).Count);

        Dictionary<string, long> versions = await VersionsAsync(engine, stack);
        DockerStack changed = (DockerStack)Assert.Single(Deploy(stack, second).With("Prune", true).Run().AssertNoErrors().Output)!;
        Assert.Equal([$"{stack}_a", $"{stack}_b", $"{stack}_d", $"{stack}_e", $"{stack}_new"], changed.ServiceNames);
        Dictionary<string, long> versionsAfter = await VersionsAsync(engine, stack);
        Assert.Equal(versions[$"{stack}_d"], versionsAfter[$"{stack}_d"]);
        Assert.NotEqual(versions[$"{stack}_a"], versionsAfter[$"{stack}_a"]);

        // Stacks pipe into what shows their services.
        Assert.Equal(5, CmdletRunner.Create("Get-DockerService").Input(changed).Run().AssertNoErrors().Output.Count);
        Assert.All(CmdletRunner.Create("Get-DockerTask").Input(changed).Run().AssertNoErrors().Output.Cast<DockerTask>(), task => Assert.StartsWith(stack, task.Name, StringComparison.Ordinal));

        CmdletRunner.Create("Remove-DockerStack").Input(changed).WhatIf().Run().AssertNoErrors();
        Assert.Equal(5, (await SpecsAsync(engine, stack)).Count);
        CmdletRunner.Create("Remove-DockerStack").Input(changed).Run().AssertNoErrors();
        foreach (string kind in new[] { "services", "secrets", "configs", "networks" })
            Assert.Empty(await ListAsync(engine, kind, stack));
        Assert.DoesNotContain(await ListAsync(engine, "tasks", stack), task => (string?)task!["Status"]!["State"] == "running");
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task What_a_secret_or_config_holds_cannot_be_changed_and_nothing_is_begun()
    {
        using RawEngine engine = new(SwarmOfOne.Current.Engine);
        foreach ((string kind, string id) in new[] { ("secrets", "SecretChanged"), ("configs", "ConfigChanged") })
        {
            string stack = NewStack();
            string text = $$"""
                services: { a: { image: IMAGE, {{kind}}: [x], networks: [n], deploy: { replicas: 0, endpoint_mode: dnsrr } } }
                networks: { n: }
                {{kind}}: { x: { file: ./FILE } }
                """;
            Deploy(stack, Write(stack, text.Replace("FILE", "one.txt", StringComparison.Ordinal))).Run().AssertNoErrors();
            Dictionary<string, long> before = await VersionsAsync(engine, stack, kind);
            string other = Write(stack, text.Replace("FILE", "two.txt", StringComparison.Ordinal).Replace("replicas: 0", "replicas: 1", StringComparison.Ordinal));

            ErrorRecord error = ErrorOf(Deploy(stack, other));
            Assert.StartsWith(id, error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("Nothing was deployed", error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains("\"Replicas\":0", (await SpecsAsync(engine, stack)).ToJsonString(), StringComparison.Ordinal);
            // Even finding out leaves it alone.
            Assert.Equal(before, await VersionsAsync(engine, stack, kind));

            // Labels can be.
            string labelled = Write(stack, text.Replace("./FILE", "./one.txt, labels: { l: m }", StringComparison.Ordinal));
            Deploy(stack, labelled).Run().AssertNoErrors();
            Assert.Equal("m", (string?)(await ListAsync(engine, kind, stack))[0]!["Spec"]!["Labels"]!["l"]);
        }
    }

    [RealEngineTheory(RealEngineRequirements.Swarm)]
    [InlineData("services: { a: { image: IMAGE, networks: [n] } }\nnetworks: { n: { external: true, name: zzmissing } }", "NetworkNotFound")]
    [InlineData("services: { a: { image: IMAGE, networks: [n] } }\nnetworks: { n: { external: true, name: docker_gwbridge } }", "BadStack")]
    [InlineData("services: { a: { image: IMAGE, secrets: [n] } }\nsecrets: { n: { external: true, name: zzmissing } }", "SecretNotFound")]
    [InlineData("services: { a: { image: IMAGE, configs: [n] } }\nconfigs: { n: { external: true, name: zzmissing } }", "ConfigNotFound")]
    [InlineData("services: { a: { image: IMAGE, configs: [n] } }\nconfigs: { n: { file: ./none } }", "BadStack")]
    public async Task What_is_external_must_be_there_before_anything_is_made(string text, string errorId)
    {
        string stack = NewStack();
        ErrorRecord error = ErrorOf(Deploy(stack, Write(stack, text)));
        Assert.StartsWith(errorId, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        using RawEngine engine = new(SwarmOfOne.Current.Engine);
        Assert.Empty(await SpecsAsync(engine, stack));
    }

    [RealEngineFact(RealEngineRequirements.Swarm | RealEngineRequirements.AuthRegistry)]
    public async Task Images_are_pinned_by_the_registry_and_kept_while_the_file_names_them_alike()
    {
        using RawEngine engine = new(SwarmOfOne.Current.Engine);
        string stack = NewStack();
        string image = $"{SwarmOfOne.Current.Registry}/stacktest-{stack}:1";
        await PushAsync(engine, SwarmOfOne.Current.Image, image);
        string file = Write(stack, $"services: {{ a: {{ image: '{image}', command: sleep 1000, stop_grace_period: 0s, networks: [n], deploy: {{ endpoint_mode: dnsrr }} }} }}\nnetworks: {{ n: }}");
        CmdletRunner Always(string resolve) => CmdletRunner.Create("Deploy-DockerStack").With(new { Name = stack, Path = file, HostAddress = SwarmOfOne.Current.Engine, ResolveImage = resolve });

        Always("Always").Run().AssertNoErrors();
        string pinned = await ImageOfAsync();
        Assert.Matches($"^{image}@sha256:[0-9a-f]{{64}}$", pinned);
        Dictionary<string, long> versions = await VersionsAsync(engine, stack);
        foreach (string resolve in new[] { "Always", "Changed", "Never" })
        {
            Always(resolve).Run().AssertNoErrors();
            Assert.Equal(versions, await VersionsAsync(engine, stack));
        }

        // The tag becomes another image: only who asks the registry notices.
        string changed = (string)(await engine.PostAsync($"containers/create", new JsonObject { ["Image"] = SwarmOfOne.Current.Image, ["Cmd"] = new JsonArray("sleep") }))!["Id"]!;
        await engine.PostAsync($"commit?container={changed}&repo={image[..^2]}&tag=1&comment={stack}");
        await engine.DeleteAsync($"containers/{changed}");
        await PushAsync(engine, image, image);
        Always("Changed").Run().AssertNoErrors();
        Assert.Equal(pinned, await ImageOfAsync());
        Always("Always").Run().AssertNoErrors();
        Assert.NotEqual(pinned, await ImageOfAsync());
        CmdletRunner.Create("Remove-DockerStack").With(new { Name = stack, HostAddress = SwarmOfOne.Current.Engine }).Run().AssertNoErrors();
        await engine.DeleteAsync($"images/{image}?force=1");

        async Task<string> ImageOfAsync() => (string)(await ListAsync(engine, "services", stack))[0]!["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Image"]!;
    }

    private static async Task PushAsync(RawEngine engine, string from, string image)
    {
        int colon = image.LastIndexOf(':');
        await engine.PostAsync($"images/{from}/tag?repo={image[..colon]}&tag={image[(colon + 1)..]}");
        using ByteArrayContent empty = new([]);
        empty.Headers.Add("X-Registry-Auth", "e30=");
        string pushed = await engine.SendAsync(HttpMethod.Post, $"images/{image[..colon]}/push?tag={image[(colon + 1)..]}", empty);
        Assert.DoesNotContain("errorDetail", pushed, StringComparison.Ordinal);
    }

    private string NewStack()
    {
        string stack = "zzst" + Guid.NewGuid().ToString("N")[..8];
        _stacks.Add(stack);
        return stack;
    }

    private string Write(string stack, string text)
    {
        string path = _folder.Combine($"{stack}-{Guid.NewGuid():N}.yaml");
        File.WriteAllText(path, text.Replace("IMAGE", SwarmOfOne.Current.Image, StringComparison.Ordinal).Replace("STACK", stack, StringComparison.Ordinal));
        return path;
    }

    private static CmdletRunner Deploy(string stack, string file) => CmdletRunner.Create("Deploy-DockerStack")
        .With(new { Name = stack, Path = file, HostAddress = SwarmOfOne.Current.Engine, ResolveImage = "Never" });

    private static ErrorRecord ErrorOf(CmdletRunner runner)
    {
        CmdletResult result = runner.Run();
        return result.TerminatingError ?? Assert.Single(result.Errors);
    }

    private async Task DockerAsync(params string[] arguments)
    {
        ChildProcess child = await ChildProcess.RunAsync(
            "docker", arguments, [new("DOCKER_HOST", SwarmOfOne.Current.Engine), new("DOCKER_CONFIG", _folder.Path), new("DOCKER_CONTEXT", null)]);
        Assert.True(child.ExitCode == 0, child.Error);
    }

    private static async Task<JsonArray> ListAsync(RawEngine engine, string kind, string stack) =>
        (await engine.GetJsonAsync($"{kind}?filters={Uri.EscapeDataString($$"""{"label":["com.docker.stack.namespace={{stack}}"]}""")}")).AsArray();

    private static async Task<Dictionary<string, long>> VersionsAsync(RawEngine engine, string stack, string kind = "services") =>
        (await ListAsync(engine, kind, stack)).ToDictionary(item => (string)item!["Spec"]!["Name"]!, item => (long)item!["Version"]!["Index"]!);

    private static Task<JsonObject> SpecsAsync(RawEngine engine, string stack) => PartsAsync(engine, "services", stack);

    /// <summary>Specs by name; of networks what they were made with.</summary>
    private static async Task<JsonObject> PartsAsync(RawEngine engine, string kind, string stack)
    {
        var specs = new JsonObject();
        foreach (JsonNode? item in (await ListAsync(engine, kind, stack)).OrderBy(item => (string?)(item!["Spec"]?["Name"] ?? item["Name"]), StringComparer.Ordinal))
        {
            JsonObject spec = kind == "networks"
                ? new JsonObject { ["Driver"] = item!["Driver"]!.DeepClone(), ["Labels"] = item["Labels"]!.DeepClone(), ["Internal"] = item["Internal"]!.DeepClone(), ["Attachable"] = item["Attachable"]!.DeepClone() }
                : (JsonObject)item!["Spec"]!.DeepClone();
            specs[(string)(item["Spec"]?["Name"] ?? item["Name"])!] = spec;
        }

        return specs;
    }

    /// <summary>Without the stack's name and what the engine numbers.</summary>
    private static string Neutral(JsonObject specs, string stack)
    {
        foreach ((string _, JsonNode? spec) in specs)
        {
            foreach (JsonObject item in (spec!["TaskTemplate"]?["Networks"]?.AsArray() ?? []).Concat(spec["TaskTemplate"]?["ContainerSpec"]?["Secrets"]?.AsArray() ?? [])
                .Concat(spec["TaskTemplate"]?["ContainerSpec"]?["Configs"]?.AsArray() ?? []).OfType<JsonObject>())
            {
                item.Remove("Target");
                item.Remove("SecretID");
                item.Remove("ConfigID");
            }
        }

        return specs.ToJsonString(new JsonSerializerOptions { WriteIndented = true }).Replace(": ", ":", StringComparison.Ordinal).Replace(stack, "STACK", StringComparison.Ordinal);
    }
}
