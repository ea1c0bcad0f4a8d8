using System.Text.Json.Nodes;
using DockerPS.Engine.Compose;
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

    /// <summary>What the file says of a network, what the engine has beyond the least, and the fields that are different.</summary>
    public static TheoryData<string, string, string[]> Networks => new()
    {
        { "{}", """{"Options":{"com.docker.network.driver.overlay.vxlanid_list":"4097"},"IPAM":{"Driver":"default","Config":[{"Subnet":"10.0.1.0/24"}]}}""", [] },
        { "{attachable: true}", """{"Attachable":true}""", [] },
        { "{}", """{"Attachable":true}""", ["Attachable"] },
        { "{internal: true}", """{"Internal":false}""", ["Internal"] },
        { "{driver: other}", "{}", ["Driver"] },
        { "{driver_opts: {o: '1', p: '2'}}", """{"Options":{"o":"3","q":"4"}}""", ["Options.o", "Options.p"] },
        { "{labels: {l: m}}", """{"Labels":{"com.docker.stack.namespace":"shop","gone":""}}""", ["Labels.gone", "Labels.l"] },
        { "{enable_ipv4: true}", "{}", [] },
        { "{enable_ipv6: true}", """{"EnableIPv6":false}""", ["EnableIPv6"] },
        { "{ipam: {config: [{subnet: 10.9.0.0/24}]}}", """{"IPAM":{"Driver":"default","Config":[{"Subnet":"10.9.0.0/24","Gateway":"10.9.0.1"}]}}""", [] },
        { "{ipam: {config: [{subnet: 10.9.0.0/24}, {subnet: 10.9.1.0/24}]}}", """{"IPAM":{"Driver":"default","Config":[{"Subnet":"10.8.0.0/24"}]}}""",
            ["IPAM.Config.0.Subnet", "IPAM.Config.1.Subnet"] },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_network_that_is_there_is_compared_in_what_the_file_says(string network, string existing, string[] expected)
    {
        StackSpec stack = StackSpec.Of("shop", ComposeText.Read($"services: {{a: {{image: x, networks: [n]}}}}\nnetworks: {{n: {network}}}"));
        var found = new JsonObject
        {
            ["Driver"] = "overlay", ["Labels"] = new JsonObject { ["com.docker.stack.namespace"] = "shop" }, ["Internal"] = false, ["Attachable"] = false,
        };
        foreach ((string field, JsonNode? value) in (JsonObject)JsonNode.Parse(existing)!)
            found[field] = value?.DeepClone();
        Assert.Equal(expected, Assert.Single(stack.Networks).DifferencesFrom(found));
    }

    [Theory]
    [InlineData("command: '${X}'", "NoInterpolate")]
    [InlineData("env_file: [a.env]", "NoEnvironmentResolution")]
    [InlineData("label_file: [a.env]", "NoEnvironmentResolution")]
    [InlineData("volumes: ['./d:/d']", "NoPathResolution")]
    public void A_project_that_was_read_in_part_is_refused(string keys, string option)
    {
        ComposeProject project = ComposeLoader.Load(new ComposeLoadOptions
        {
            Text = $"services:\n  web:\n    image: a\n    {keys}\n",
            ProjectName = "shop",
            NoDefaultEnvironmentFile = true,
            Environment = new Dictionary<string, string>(),
            CurrentDirectory = Path.GetTempPath(),
            NoInterpolate = option == "NoInterpolate",
            NoEnvironmentResolution = option == "NoEnvironmentResolution",
            NoPathResolution = option == "NoPathResolution",
        });
        InvalidRequestException error = Assert.Throws<InvalidRequestException>(() => StackSpec.Of("shop", project));
        Assert.Contains("-" + option, error.Message, StringComparison.Ordinal);
    }

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual?.ToJsonString() ?? "null")), actual?.ToJsonString());
}
