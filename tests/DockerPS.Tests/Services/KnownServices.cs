using DockerPS.Tests.Swarm;

namespace DockerPS.Tests.Services;

/// <summary>A manager with services, tasks and two nodes on a scripted server.</summary>
internal static class KnownServices
{
    public const string WebId = "webservice000000000000001";
    public const string AgentId = "agentservice0000000000001";
    public const string JobId = "jobservice000000000000001";

    public const string Web = $$$"""
        {"ID":"{{{WebId}}}","Version":{"Index":7},"CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-01-02T00:00:00Z",
         "Spec":{"Name":"web","Labels":{"com.docker.stack.namespace":"shop","tier":"front"},"Tomorrow":{"keep":"me"},
           "TaskTemplate":{"ContainerSpec":{"Image":"docker.io/library/nginx:1.27@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","Args":["serve"],"Env":["A=1"],
               "StopGracePeriod":30000000000,"Healthcheck":{"Test":["CMD","true"],"Interval":1500000000},
               "Mounts":[{"Type":"volume","Source":"data","Target":"/data","ReadOnly":true,"VolumeOptions":{"NoCopy":true}}],
               "Secrets":[{"SecretID":"s1","SecretName":"password","File":{"Name":"pw","UID":"0","GID":"0","Mode":292}}],
               "Ulimits":[{"Name":"nofile","Soft":10,"Hard":20}],"Privileges":{"NoNewPrivileges":true}},
             "Resources":{"Limits":{"NanoCPUs":500000000,"MemoryBytes":67108864},"Reservations":{"GenericResources":[{"DiscreteResourceSpec":{"Kind":"gpu","Value":2}}]}},
             "RestartPolicy":{"Condition":"on-failure","Delay":5000000000,"MaxAttempts":3},
             "Placement":{"Constraints":["node.role==worker"],"Preferences":[{"Spread":{"SpreadDescriptor":"node.labels.zone"}}],"MaxReplicas":2},
             "Networks":[{"Target":"net1","Aliases":["www"]}],"ForceUpdate":1,"Runtime":"container"},
           "Mode":{"Replicated":{"Replicas":3}},"UpdateConfig":{"Parallelism":2,"Delay":1000000000,"FailureAction":"rollback","Monitor":5000000000,"MaxFailureRatio":0.1,"Order":"start-first"},
           "EndpointSpec":{"Mode":"vip","Ports":[{"Protocol":"tcp","TargetPort":80,"PublishedPort":8080,"PublishMode":"ingress"}]}},
         "PreviousSpec":{"Name":"web","Labels":{},"TaskTemplate":{"ContainerSpec":{"Image":"nginx:1.26"}},"Mode":{"Replicated":{"Replicas":1}} },
         "Endpoint":{"Spec":{"Mode":"vip"},"Ports":[{"Protocol":"tcp","TargetPort":80,"PublishedPort":8080,"PublishMode":"ingress"}],"VirtualIPs":[{"NetworkID":"net1","Addr":"10.0.1.2/24"}]},
         "UpdateStatus":{"State":"paused","StartedAt":"2026-01-02T00:00:00Z","Message":"task x failed"},
         "ServiceStatus":{"RunningTasks":2,"DesiredTasks":3,"CompletedTasks":0},"New":1}
        """;

    public const string Agent = $$$"""
        {"ID":"{{{AgentId}}}","Version":{"Index":9},"CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-01-01T00:00:00Z",
         "Spec":{"Name":"agent","Labels":{},"TaskTemplate":{"ContainerSpec":{"Image":"agent@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}},"Mode":{"Global":{}} },
         "Endpoint":{"Spec":{}},"ServiceStatus":{"RunningTasks":2,"DesiredTasks":2,"CompletedTasks":0}}
        """;

    public const string Job = $$$"""
        {"ID":"{{{JobId}}}","Version":{"Index":11},"CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-01-01T00:00:00Z",
         "Spec":{"Name":"job","TaskTemplate":{"ContainerSpec":{"Image":"job:1"}},"Mode":{"ReplicatedJob":{"MaxConcurrent":2,"TotalCompletions":5}} },
         "Endpoint":{"Spec":{}},"ServiceStatus":{"RunningTasks":1,"DesiredTasks":2,"CompletedTasks":3},"JobStatus":{"JobIteration":{"Index":4},"LastExecution":"2026-01-03T00:00:00Z"}}
        """;

    public const string Nodes = """
        [{"ID":"node1","Description":{"Hostname":"boss"},"Status":{"State":"ready"},"Spec":{"Role":"manager"}},
         {"ID":"node2","Description":{"Hostname":"hand"},"Status":{"State":"down"},"Spec":{"Role":"worker"}}]
        """;

    /// <summary>Adds the three services, their tasks and the nodes.</summary>
    public static ScriptedSwarm WithServices(this ScriptedSwarm swarm) => swarm
        .AsManager()
        .On("GET /services/web", 200, Web).On($"GET /services/{WebId}", 200, Web)
        .On("GET /services/agent", 200, Agent).On($"GET /services/{AgentId}", 200, Agent)
        .On("GET /services/job", 200, Job).On($"GET /services/{JobId}", 200, Job)
        .On($$$"""GET /services?status=1&filters={"id":["{{{WebId}}}"]}""", 200, $"[{Web}]")
        .On($$$"""GET /services?status=1&filters={"id":["{{{JobId}}}"]}""", 200, $"[{Job}]")
        .On("GET /services", 200, $"[{Web},{Agent},{Job}]")
        .On("GET /nodes", 200, Nodes)
        .On("GET /nodes/boss", 200, """{"ID":"node1","Description":{"Hostname":"boss"},"Status":{"State":"ready"},"Spec":{"Role":"manager"}}""")
        .On("GET /tasks", 200, $"[{Task("t1", WebId, 1, "node1", "running", "running", 1)},{Task("t0", WebId, 1, "node2", "failed", "shutdown", 0)},{Task("t10", WebId, 10, "node1", "running", "running", 1)},"
            + $"{Task("t2", WebId, 2, "", "pending", "running", 1)},{Task("a1", AgentId, 0, "node1", "running", "running", 1)},{Task("j0", JobId, 0, "node2", "complete", "complete", 1)},{Task("g1", "goneservice00000000000001", 1, "gonenode", "shutdown", "shutdown", 1)}]");

    /// <summary>A task.</summary>
    public static string Task(string id, string service, int slot, string node, string state, string desired, int day) => $$$"""
        {"ID":"{{{id}}}","Version":{"Index":3},"CreatedAt":"2026-01-0{{{day + 1}}}T00:00:00Z","UpdatedAt":"2026-01-05T00:00:00Z","Labels":{},
         "Spec":{"ContainerSpec":{"Image":"nginx:1.27"}},"ServiceID":"{{{service}}}",{{{(slot > 0 ? $"\"Slot\":{slot}," : "")}}}"NodeID":"{{{node}}}","DesiredState":"{{{desired}}}",
         "Status":{"Timestamp":"2026-01-05T00:00:00Z","State":"{{{state}}}","Message":"started","Err":"{{{(state is "failed" or "pending" ? "it went wrong" : "")}}}",
           "ContainerStatus":{"ContainerID":"c{{{id}}}","PID":{{{(state == "running" ? 42 : 0)}}},"ExitCode":{{{(state == "failed" ? 3 : 0)}}}},
           "PortStatus":{"Ports":[{"Protocol":"tcp","TargetPort":80,"PublishedPort":32768,"PublishMode":"host"}]}},
         "NetworksAttachments":[{"Network":{"ID":"net1","Spec":{"Name":"front"}},"Addresses":["10.0.1.7/24"]}]}
        """;
}
