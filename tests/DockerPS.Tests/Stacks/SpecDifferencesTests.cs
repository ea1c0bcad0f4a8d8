using System.Text.Json.Nodes;
using DockerPS.Engine.Requests.Stacks;

namespace DockerPS.Tests.Stacks;

/// <summary>What is a difference between two specs of a service, and what is not.</summary>
public sealed class SpecDifferencesTests
{
    /// <summary>A spec, another, and their differences as texts.</summary>
    public static TheoryData<string, string, string[]> Specs => new()
    {
        { """{"A":null,"B":[],"C":{},"D":"","E":0,"F":false}""", "{}", [] },
        { """{"TaskTemplate":{"ContainerSpec":{"Isolation":"default"},"Runtime":"container","ForceUpdate":7},"EndpointSpec":{"Mode":"vip"}}""", "{}", [] },
        { """{"Mode":{"Replicated":{"Replicas":1}}}""", """{"Mode":{"Replicated":{}}}""", [] },
        { """{"Mode":{"Replicated":{"Replicas":1}}}""", """{"Mode":{"Replicated":{"Replicas":0}}}""", ["Mode.Replicated.Replicas: 1 -> 0"] },
        { """{"Mode":{"Replicated":{"Replicas":1}}}""", """{"Mode":{"Global":{}}}""", ["Mode: Replicated -> Global"] },
        { """{"UpdateConfig":{"Parallelism":0,"FailureAction":"pause","MaxFailureRatio":0,"Order":"stop-first"}}""", """{"UpdateConfig":{"Parallelism":0}}""", [] },
        { """{"UpdateConfig":{"Parallelism":1}}""", "{}", ["UpdateConfig.Parallelism: 1 -> (none)"] },
        { """{"UpdateConfig":{"MaxFailureRatio":0.50}}""", """{"UpdateConfig":{"MaxFailureRatio":0.5}}""", [] },
        { """{"TaskTemplate":{"ContainerSpec":{"Init":true}}}""", """{"TaskTemplate":{"ContainerSpec":{"Init":false}}}""", ["Init: true -> false"] },
        { """{"TaskTemplate":{"ContainerSpec":{"Image":"a:1"}}}""", """{"TaskTemplate":{"ContainerSpec":{"Image":"a:2"}}}""", ["Image: a:1 -> a:2"] },
        { """{"TaskTemplate":{"ContainerSpec":{"Env":["A=1","B=2","C"]}}}""", """{"TaskTemplate":{"ContainerSpec":{"Env":["C","D=secret","A=3"]}}}""",
            ["Env.A changed", "Env.B removed", "Env.D added"] },
        { """{"TaskTemplate":{"ContainerSpec":{"Args":["a","b"]}}}""", """{"TaskTemplate":{"ContainerSpec":{"Args":["b","a"]}}}""", ["Args.0: a -> b", "Args.1: b -> a"] },
        { """{"EndpointSpec":{"Ports":[{"TargetPort":1,"PublishedPort":1,"Protocol":"tcp"},{"TargetPort":2,"PublishedPort":2,"Protocol":"tcp"}]}}""",
            """{"EndpointSpec":{"Ports":[{"TargetPort":2,"PublishedPort":2,"Protocol":"tcp"},{"TargetPort":1,"PublishedPort":1,"Protocol":"tcp"}]}}""", [] },
        { """{"TaskTemplate":{"ContainerSpec":{"Mounts":[{"Target":"/a","Source":"x"}]}}}""", """{"TaskTemplate":{"ContainerSpec":{"Mounts":[{"Target":"/b"},{"Target":"/a","Source":"y"}]}}}""",
            ["Mounts./a.Source: x -> y", "Mounts./b.Target: (none) -> /b"] },
        { """{"TaskTemplate":{"ContainerSpec":{"Secrets":[{"File":{"Name":"k"},"SecretID":"1"}]}}}""", """{"TaskTemplate":{"ContainerSpec":{"Secrets":[{"File":{"Name":"k"},"SecretID":"2"}]}}}""",
            ["Secrets.k.SecretID: 1 -> 2"] },
        { """{"TaskTemplate":{"ContainerSpec":{"Mounts":[{"Target":"/a","Source":"x"},{"Target":"/a","Source":"y"}]}}}""",
            """{"TaskTemplate":{"ContainerSpec":{"Mounts":[{"Target":"/a","Source":"x"}]}}}""", ["Mounts.1.Source: y -> (none)", "Mounts.1.Target: /a -> (none)"] },
        { """{"TaskTemplate":{"ContainerSpec":{"Secrets":[{"File":{"Name":"k"},"SecretID":"1","SecretName":"a"}]}}}""",
            """{"TaskTemplate":{"ContainerSpec":{"Secrets":[{"File":{"Name":"k"},"SecretID":"","SecretName":"b"}]}}}""", ["Secrets.k.SecretName: a -> b"] },
        { """{"TaskTemplate":{"ContainerSpec":{"Configs":[{"File":{"Name":"k"},"ConfigID":"1","ConfigName":"a"}]}}}""",
            """{"TaskTemplate":{"ContainerSpec":{"Configs":[{"File":{"Name":"k"},"ConfigID":"","ConfigName":"a"}]}}}""", ["Configs.k.ConfigID: 1 -> (none)"] },
        { """{"Labels":{"a":"1"}}""", """{"Labels":{"a":"1","b":""}}""", ["Labels.b: (none) -> (empty)"] },
        { """{"TaskTemplate":{"ContainerSpec":{"Labels":{"b":""}}}}""", """{"TaskTemplate":{"ContainerSpec":{"Labels":{}}}}""", ["Labels.b: (empty) -> (none)"] },
        { """{"TaskTemplate":{"ContainerSpec":{"Args":["sleep","9"]}}}""", """{"TaskTemplate":{"ContainerSpec":{"Args":["sleep","9",""]}}}""", ["Args.2: (none) -> (empty)"] },
        { """{"TaskTemplate":{"ContainerSpec":{"Healthcheck":{"Test":["CMD","x"]}}}}""", """{"TaskTemplate":{"ContainerSpec":{"Healthcheck":{"Test":["CMD","x",""]}}}}""",
            ["Healthcheck.Test.2: (none) -> (empty)"] },
        { """{"TaskTemplate":{"ContainerSpec":{"Sysctls":{"k":""}},"LogDriver":{"Options":{"o":""}}}}""", "{}", ["LogDriver.Options.o: (empty) -> (none)", "Sysctls.k: (empty) -> (none)"] },
        { """{"TaskTemplate":{"Networks":[{"Target":"n"}]}}""", """{"TaskTemplate":{"Networks":[{"Target":"n","DriverOpts":{"o":""}}]}}""", ["Networks.n.DriverOpts.o: (none) -> (empty)"] },
        { "{}", """{"TaskTemplate":{"ContainerSpec":{"StopGracePeriod":0}}}""", ["StopGracePeriod: (none) -> 0"] },
        { """{"TaskTemplate":{"RestartPolicy":{"Condition":"any"}}}""", """{"TaskTemplate":{"RestartPolicy":{"Condition":"any","Delay":0,"Window":0}}}""", ["RestartPolicy.Delay: (none) -> 0"] },
        { """{"TaskTemplate":{"RestartPolicy":{"Condition":"any","Delay":0}}}""", """{"TaskTemplate":{"RestartPolicy":{"Delay":0}}}""", [] },
        { """{"TaskTemplate":{"ContainerSpec":{"Env":["A"]}}}""", """{"TaskTemplate":{"ContainerSpec":{"Env":["A="]}}}""", ["Env.A changed"] },
        { """{"Labels":{"a.b":"1"}}""", """{"Labels":{"a.b":"2"}}""", ["Labels.a.b: 1 -> 2"] },
    };

    [Theory]
    [MemberData(nameof(Specs))]
    public void Differences_are_what_would_make_the_swarm_do_something(string before, string after, string[] expected) =>
        Assert.Equal(expected, SpecDifferences.Of(Parse(before), Parse(after)).Select(change => change.ToString()));

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
