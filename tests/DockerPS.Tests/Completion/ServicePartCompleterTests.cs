using System.Text.Json.Nodes;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Tests.Services;

namespace DockerPS.Tests.Completion;

/// <summary>What -Remove* parameters of Update-DockerService offer: what the service has, as they take it.</summary>
public sealed class ServicePartCompleterTests
{
    [Theory]
    [InlineData("RemoveLabel", "tier stage")]
    [InlineData("RemoveContainerLabel", "c")]
    [InlineData("RemoveEnvironment", "A B")]
    [InlineData("RemovePublish", "8080:80 81:81")]
    [InlineData("RemoveSecret", "key")]
    [InlineData("RemoveConfig", "site")]
    [InlineData("RemoveMount", "/old /data")]
    [InlineData("RemoveConstraint", "node.role==worker")]
    [InlineData("RemovePlacementPreference", "spread=node.labels.zone")]
    [InlineData("RemoveGenericResource", "gpu")]
    [InlineData("RemoveGroup", "wheel 0")]
    [InlineData("RemoveHost", "db:10.0.0.9 db:10.0.0.7 other:10.0.0.7 gone:::1")]
    [InlineData("RemoveDns", "10.0.0.3 10.0.0.2")]
    [InlineData("RemoveDnsOption", "ndots:2")]
    [InlineData("RemoveDnsSearch", "b.example")]
    [InlineData("RemoveSysctl", "net.a net.b")]
    [InlineData("RemoveUlimit", "nofile")]
    [InlineData("AddLabel", "")]
    public void Offers_what_is_there(string parameter, string expected)
    {
        ServiceResource service = System.Text.Json.JsonSerializer.Deserialize(
            new JsonObject { ["ID"] = "1", ["Spec"] = JsonNode.Parse(ScriptedServices.Spec) }.ToJsonString(), EngineJson.Of<ServiceResource>())!;

        Assert.Equal(expected, string.Join(' ', ServicePartCompleter.PartsOf(service.Spec, parameter)));
    }
}
