using System.Text.Json.Nodes;
using DockerPS.Engine.Requests.Stacks;

namespace DockerPS.Tests.Stacks;

/// <summary>Networks, secrets and configs of compose files.</summary>
public sealed class StackSpecTests
{
    [Fact]
    public void Networks_that_services_are_in_are_made_as_overlays()
    {
        StackSpec stack = StackSpec.Of("shop", ComposeText.Read("""
            services:
              a: {image: x}
              b: {image: x, networks: [back, outer]}
            networks:
              back:
                driver_opts: {o: 1}
                internal: true
                attachable: true
                enable_ipv6: true
                labels: {l: m}
                ipam: {driver: d, config: [{subnet: 10.9.0.0/24, gateway: 10.9.0.9, ip_range: 10.9.0.0/25, aux_addresses: {p: 10.9.0.7}}]}
              outer: {external: true, name: theirs}
              idle: {driver: overlay}
            """));
        Assert.Equal(["shop_back", "shop_default", "theirs"], stack.Networks.Select(network => network.Name));
        AssertJson(
            """
            {"Name":"shop_back","Driver":"overlay","Labels":{"l":"m","com.docker.stack.namespace":"shop"},"Options":{"o":"1"},"Internal":true,"Attachable":true,"EnableIPv6":true,
             "IPAM":{"Driver":"d","Config":[{"Subnet":"10.9.0.0/24","IPRange":"10.9.0.0/25","Gateway":"10.9.0.9","AuxiliaryAddresses":{"p":"10.9.0.7"}}]}}
            """,
            stack.Networks[0].Body);
        AssertJson("""{"Name":"shop_default","Driver":"overlay","Labels":{"com.docker.stack.namespace":"shop"}}""", stack.Networks[1].Body);
        Assert.Null(stack.Networks[2].Body);
    }

    [Fact]
    public void Secrets_and_configs_are_made_also_where_no_service_uses_them()
    {
        StackSpec stack = StackSpec.Of("shop", ComposeText.Read("""
            services: {a: {image: x}}
            secrets:
              one: {file: ./one, labels: {l: m}, template_driver: golang}
              two: {driver: vault, driver_opts: {path: p}, name: given}
              three: {external: true}
            configs:
              site: {content: text}
            """));
        Assert.Equal(["given", "shop_one", "three"], stack.Secrets.Select(secret => secret.Name));
        AssertJson("""{"Name":"given","Labels":{"com.docker.stack.namespace":"shop"},"Driver":{"Name":"vault","Options":{"path":"p"}}}""", stack.Secrets[0].Spec);
        Assert.True(stack.Secrets[0].IsOfDriver);
        AssertJson("""{"Name":"shop_one","Labels":{"l":"m","com.docker.stack.namespace":"shop"},"Templating":{"Name":"golang"}}""", stack.Secrets[1].Spec);
        Assert.Null(stack.Secrets[2].Spec);
        Assert.Equal("shop_site", Assert.Single(stack.Configs).Name);
    }

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual?.ToJsonString() ?? "null")), actual?.ToJsonString());
}
