using System.Text.Json.Nodes;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Services;

/// <summary>A manager with one service and with networks, secrets and configs that services can be given, on a scripted server.</summary>
internal sealed class ScriptedServices : ScriptedRoutes<ScriptedServices>
{
    /// <summary>The id of the service web, and of every new one.</summary>
    public const string Id = "s1aaaaaaaaaaaaaaaaaaaaaaa";

    /// <summary>The spec of the service web: something in every list.</summary>
    public const string Spec = """
        {
          "Name": "web", "Labels": {"tier": "front", "stage": "one"}, "Unknown": {"A": 1},
          "TaskTemplate": {
            "ContainerSpec": {
              "Image": "nginx:1@sha256:1111111111111111111111111111111111111111111111111111111111111111", "Labels": {"c": "1"}, "Args": ["a"], "Command": ["b"],
              "Env": ["A=1", "B=2"], "Groups": ["wheel", "0"], "Init": true, "StopGracePeriod": 10000000000, "Isolation": "default",
              "Mounts": [{"Type": "volume", "Source": "b", "Target": "/old"}, {"Type": "volume", "Source": "data", "Target": "/data"}],
              "Healthcheck": {"Test": ["CMD", "true"], "Retries": 1},
              "Hosts": ["10.0.0.9 db", "10.0.0.7 db other", "::1 gone"],
              "DNSConfig": {"Nameservers": ["10.0.0.3", "10.0.0.2"], "Search": ["b.example"], "Options": ["ndots:2"]},
              "Secrets": [{"File": {"Name": "key", "UID": "0", "GID": "0", "Mode": 292}, "SecretID": "sec1", "SecretName": "key"}],
              "Configs": [
                {"File": {"Name": "/site", "UID": "0", "GID": "0", "Mode": 292}, "ConfigID": "con1", "ConfigName": "site"},
                {"Runtime": {}, "ConfigID": "con2", "ConfigName": "other"}
              ],
              "Privileges": {"CredentialSpec": {"Config": "con2"}, "SELinuxContext": null},
              "Sysctls": {"net.a": "1", "net.b": "2"},
              "CapabilityAdd": ["CAP_CHOWN"], "CapabilityDrop": ["CAP_MKNOD"],
              "Ulimits": [{"Name": "nofile", "Hard": 2, "Soft": 1}]
            },
            "Resources": {
              "Limits": {"NanoCPUs": 1000000000, "MemoryBytes": 1048576},
              "Reservations": {"MemoryBytes": 1048576, "GenericResources": [{"DiscreteResourceSpec": {"Kind": "gpu", "Value": 1}}]}
            },
            "RestartPolicy": {"Condition": "any", "Delay": 5000000000, "MaxAttempts": 0},
            "Placement": {"Constraints": ["node.role==worker"], "Preferences": [{"Spread": {"SpreadDescriptor": "node.labels.zone"}}], "Platforms": [{"Architecture": "amd64", "OS": "linux"}]},
            "Networks": [{"Target": "net1"}],
            "LogDriver": {"Name": "json-file", "Options": {"max-size": "1m"}},
            "ForceUpdate": 2, "Runtime": "container"
          },
          "Mode": {"Replicated": {"Replicas": 2}},
          "UpdateConfig": {"Parallelism": 1, "FailureAction": "pause", "Monitor": 5000000000, "MaxFailureRatio": 0, "Order": "stop-first"},
          "EndpointSpec": {"Mode": "vip", "Ports": [
            {"Protocol": "tcp", "TargetPort": 80, "PublishedPort": 8080, "PublishMode": "ingress"},
            {"Protocol": "tcp", "TargetPort": 81, "PublishedPort": 81, "PublishMode": "host"}
          ]}
        }
        """;

    private static readonly (string Name, string Id)[] s_networks = [("front", "net1"), ("back", "net0")];
    private static readonly (string Name, string Id)[] s_secrets = [("key", "sec1"), ("password", "sec2")];
    private static readonly (string Name, string Id)[] s_configs = [("site", "con1"), ("other", "con2")];

    public ScriptedServices(string apiVersion = "1.50")
        : base(apiVersion)
    {
        string service = $$"""{"ID":"{{Id}}","Version":{"Index":41},"CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-01-01T00:00:00Z","Spec":{{Spec}}}""";
        On("GET /services/web", 200, service)
            .On($"GET /services/{Id}", 200, service)
            .On("GET /services", 200, $"[{service}]")
            .On("POST /services/create", 201, $$"""{"ID":"{{Id}}"}""")
            .On($"POST /services/{Id}/update", 200, """{"Warnings":null}""");
        foreach ((string name, string id) in s_networks)
        {
            string network = $$"""{"Name":"{{name}}","Id":"{{id}}","Scope":"swarm","Driver":"overlay"}""";
            On($"GET /networks/{name}", 200, network).On($"GET /networks/{id}", 200, network);
        }

        Things("secrets", s_secrets);
        Things("configs", s_configs);
    }

    /// <summary>The one body that came for a new service, or for the service web.</summary>
    public JsonObject SentSpec => (JsonObject)Assert.Single(BodiesOf("POST /services/"));

    private void Things(string kind, (string Name, string Id)[] things)
    {
        List<string> all = [];
        foreach ((string name, string id) in things)
        {
            string thing = $$$"""{"ID":"{{{id}}}","Version":{"Index":5},"Spec":{"Name":"{{{name}}}"}}""";
            all.Add(thing);
            On($"GET /{kind}/{name}", 200, thing).On($"GET /{kind}/{id}", 200, thing);
        }

        On($"GET /{kind}", 200, $"[{string.Join(',', all)}]");
    }
}
