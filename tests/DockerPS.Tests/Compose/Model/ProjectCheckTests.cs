namespace DockerPS.Tests.Compose.Model;

/// <summary>Parts of a project that do not fit together, which docker compose refuses too.</summary>
public sealed class ProjectCheckTests
{
    [Theory]
    [InlineData("networks: [front]", "networks: {frnt: }\n", "1:12 services.web.networks[0]: there is no network \"front\"; expected perhaps \"frnt\".")]
    [InlineData("networks: {front: }", "", "1:12 services.web.networks.front: there is no network \"front\"; expected it below networks: at the top.")]
    [InlineData("volumes: ['data:/d']", "volumes: {other: }\n", "1:11 services.web.volumes[0]: there is no volume \"data\"; expected other.")]
    [InlineData("volumes: [{type: volume, source: data, target: /d}]", "", "1:11 services.web.volumes[0]: there is no volume \"data\"; expected it below volumes: at the top.")]
    [InlineData("secrets: [s]", "", "1:11 services.web.secrets[0]: there is no secret \"s\"; expected it below secrets: at the top.")]
    [InlineData("configs: [{source: c}]", "", "1:11 services.web.configs[0]: there is no config \"c\"; expected it below configs: at the top.")]
    [InlineData("build: {secrets: [s]}", "", "1:19 services.web.build.secrets[0]: there is no secret \"s\"; expected it below secrets: at the top.")]
    [InlineData("models: [m]", "", "1:10 services.web.models[0]: there is no model \"m\"; expected it below models: at the top.")]
    [InlineData("network_mode: host\nnetworks: [n]", "networks: {n: }\n", "2:11 services.web.networks: network_mode and networks exclude each other; expected one of them.")]
    [InlineData("depends_on: [datab]", "  datb: {image: y}\n", "1:14 services.web.depends_on[0]: there is no service \"datab\"; expected perhaps \"datb\".")]
    [InlineData("links: ['db:x']", "", "1:9 services.web.links[0]: there is no service \"db\"; expected it below services: at the top.")]
    [InlineData("network_mode: service:db", "", "1:15 services.web.network_mode: there is no service \"db\"; expected it below services: at the top.")]
    [InlineData("volumes_from: [db]", "", "1:16 services.web.volumes_from[0]: there is no service \"db\"; expected it below services: at the top.")]
    [InlineData("depends_on: [web]", "", "1:14 services.web.depends_on[0]: services wait for each other: web -> web; expected no circle.")]
    [InlineData("scale: 3\ndeploy: {replicas: 2}", "", "1:8 services.web.scale: scale is 3, but deploy.replicas is 2; expected one of them, or the same.")]
    [InlineData("scale: 2\ncontainer_name: foo", "", "2:17 services.web.container_name: scale makes more than one container, and a name is one container's; expected no container_name.")]
    [InlineData("deploy: {replicas: 2}\ncontainer_name: foo", "", "2:17 services.web.container_name: deploy.replicas makes more than one container, and a name is one container's; expected no container_name.")]
    [InlineData("cpus: 1\ndeploy: {resources: {limits: {memory: 5m}}}", "", "1:7 services.web.cpus: cpus and deploy.resources.limits.cpus are not the same; expected one of them, or the same.")]
    [InlineData("mem_limit: 1g\ndeploy: {resources: {limits: {memory: 5m}}}", "", "1:12 services.web.mem_limit: mem_limit and deploy.resources.limits.memory are not the same; expected one of them, or the same.")]
    [InlineData("build: {dockerfile: a, dockerfile_inline: b}", "", "1:43 services.web.build.dockerfile_inline: dockerfile and dockerfile_inline exclude each other; expected one of them.")]
    [InlineData("platform: linux/arm64\nbuild: {platforms: [linux/amd64]}", "", "2:20 services.web.build.platforms: the service's platform linux/arm64 is not built; expected linux/arm64 among the platforms.")]
    [InlineData("build: {additional_contexts: {a: 'service:db'}}", "  db: {image: y}\n", "1:34 services.web.build.additional_contexts.a: the service \"db\" is not built; expected a service with build.")]
    [InlineData("build: {additional_contexts: ['a=service:none']}", "", "1:31 services.web.build.additional_contexts[0]: there is no service \"none\"; expected web.")]
    [InlineData("volumes: [/x]\ntmpfs: /x", "", "1:11 services.web.volumes[0]: \"/x\" has something mounted already, by tmpfs[0]; expected another target.")]
    [InlineData("volumes: [/x, /x/]", "", "1:15 services.web.volumes[1]: \"/x\" has something mounted already, by volumes[0]; expected another target.")]
    public void Parts_that_do_not_fit(string keys, string top, string error) => Assert.Equal(error, ModelText.Error(keys, top));

    [Fact]
    public void What_is_not_required_need_not_be_there() => Assert.EndsWith(
        "services.a.depends_on.none: there is no service \"none\", and nothing waits for it",
        Assert.Single(ModelText.Read("services:\n  a: {image: x,\n      depends_on: {none: {condition: service_started, required: false}}}\n").Warnings),
        StringComparison.Ordinal);

    [Fact]
    public void A_service_needs_an_image_or_a_build() => Assert.Equal(
        "3:3 services.b: the service has neither an image nor a build; expected image: ... or build: ....",
        ModelText.ErrorOf("services:\n  a: {image: x}\n  b: {command: y}\n"));

    [Fact]
    public void A_circle_is_named() => Assert.Equal(
        "4:30 services.c.depends_on[0]: services wait for each other: a -> b -> c -> a; expected no circle.",
        ModelText.ErrorOf("services:\n  a: {image: x, depends_on: [b]}\n  b: {image: x, depends_on: [c]}\n  c: {image: x, depends_on: [a]}\n"));

    [Fact]
    public void A_long_chain_is_no_circle()
    {
        string chain = string.Concat(Enumerable.Range(0, 3000).Select(static i => $"  s{i}: {{image: x, depends_on: [s{i + 1}]}}\n"));
        Assert.Equal(3001, ModelText.Read($"services:\n{chain}  s3000: {{image: x}}\n").Services.Count);
    }

    [Fact]
    public void What_is_not_active_cannot_be_waited_for_unless_it_need_not_be_there()
    {
        const string text = "services:\n  a: {image: x, depends_on: {b: {condition: service_started, required: R}}}\n  b: {image: x, profiles: [p, q]}\n";
        ComposeException error = Assert.Throws<ComposeException>(() => ModelText.Read(text.Replace("R", "true", StringComparison.Ordinal), "b"));
        Assert.Equal("compose.yaml:2:30: services.a.depends_on.b: the service \"b\" is not active; expected one of its profiles to be active: p, q.", error.Message);
        Assert.Equal(["a"], ModelText.Read(text.Replace("R", "false", StringComparison.Ordinal), "b").Services.Names);
    }
}
