using DockerPS.Engine.Compose;

namespace DockerPS.Tests.Compose.Model;

public sealed class UnsupportedInStackTests
{
    [Theory]
    [InlineData("build: .", "services.web.build")]
    [InlineData("container_name: foo", "services.web.container_name")]
    [InlineData("restart: always", "")]
    [InlineData("network_mode: host", "services.web.network_mode")]
    [InlineData("privileged: true", "services.web.privileged")]
    [InlineData("privileged: false", "")]
    [InlineData("scale: 2", "services.web.scale")]
    [InlineData("deploy: {replicas: 2}\nscale: 2", "")]
    [InlineData("links: [db]", "services.web.links")]
    [InlineData("depends_on: [db]", "services.web.depends_on")]
    [InlineData("networks: {default: {ipv4_address: 10.0.0.5, aliases: [a]}}", "services.web.networks.default.ipv4_address")]
    [InlineData("ports: ['80', '127.0.0.1:81:81']", "services.web.ports[1].host_ip")]
    [InlineData("volumes: ['/a:/b:z']", "services.web.volumes[0].bind.selinux")]
    [InlineData("volumes: [{type: bind, source: /a, target: /b, consistency: cached}]", "services.web.volumes[0].consistency")]
    [InlineData("deploy: {resources: {reservations: {devices: [{capabilities: [gpu]}]}}}", "services.web.deploy.resources.reservations.devices")]
    [InlineData("hostname: h\ndeploy: {mode: global}\nhealthcheck: {test: a}\ncap_add: [a]\nulimits: {nproc: 1}\nsysctls: {a: 1}\ninit: true\nlogging: {driver: d}", "")]
    public void Keys_are_named(string keys, string expected) => Assert.Equal(
        expected,
        string.Join(", ", ComposeSupport.UnsupportedInStack(ModelText.Read(ModelText.Text(keys, "  db: {image: y}\n"))).Select(static key => key.Path)));

    [Fact]
    public void Advice_says_what_to_do() => Assert.Equal(
        "services.web.mem_limit (A swarm has deploy.resources.limits.)",
        Assert.Single(ComposeSupport.UnsupportedInStack(ModelText.Read(ModelText.Text("mem_limit: 1g")))).ToString());
}
