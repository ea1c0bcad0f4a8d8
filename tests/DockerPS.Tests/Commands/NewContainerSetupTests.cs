using System.Collections;
using System.Formats.Tar;
using System.Text.Json.Nodes;
using DockerPS.SmaDouble;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Commands;

/// <summary>What a container has before it is started beside its create: networks, the file of its id, the engine's socket.</summary>
public sealed class NewContainerSetupTests
{
    [Fact]
    public async Task Newer_engines_get_all_networks_at_once()
    {
        await using var engine = new CreatingEngine("1.44");

        Run(engine, Several()).AssertNoErrors();

        Assert.Equal(
            """{"front":{"IPAMConfig":{"IPv4Address":"10.0.0.5"},"Aliases":["x"],"MacAddress":"92:d0:c6:0a:29:33"},"back":{"Aliases":["y"]}}""",
            Assert.Single(engine.Bodies)["NetworkingConfig"]!["EndpointsConfig"]!.ToJsonString());
        Assert.Empty(engine.Connections);
    }

    [Fact]
    public async Task Older_engines_are_asked_to_connect_the_others()
    {
        await using var engine = new CreatingEngine();

        Run(engine, Several()).AssertNoErrors();

        JsonObject body = Assert.Single(engine.Bodies);
        Assert.Equal("""{"front":{"IPAMConfig":{"IPv4Address":"10.0.0.5"},"Aliases":["x"]}}""", body["NetworkingConfig"]!["EndpointsConfig"]!.ToJsonString());
        Assert.Equal("92:d0:c6:0a:29:33", (string?)body["MacAddress"]);
        JsonObject connected = Assert.Single(engine.Connections);
        Assert.Equal($"{1:x64}", (string?)connected["Container"]);
        Assert.Equal("""{"Aliases":["y"]}""", connected["EndpointConfig"]!.ToJsonString());
        Assert.Equal(["POST /containers/create", "POST /networks/back/connect", $"GET /containers/{1:x64}/json"], engine.Paths);
    }

    [Fact]
    public async Task Nothing_half_made_is_left_where_a_network_is_not_there()
    {
        await using var engine = new CreatingEngine { MissingNetworks = ["back"] };
        using var folder = new TemporaryFolder();

        CmdletResult result = Run(engine, Several().With("ContainerIdFile", folder.Combine("id")));

        Assert.Equal("NetworkNotFound,DockerPS.Commands.NewContainerCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Empty(result.Output);
        Assert.Equal($"DELETE /containers/{1:x64}", engine.Paths.Last());
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("NetworkAlias", "a", "name=n,alias=b")]
    [InlineData("IPAddress", "10.0.0.1", "name=n,ip=10.0.0.2")]
    [InlineData("IPv6Address", "fe80::1", "name=n,ip6=fe80::2")]
    [InlineData("LinkLocalIPAddress", "169.254.1.1", "name=n,link-local-ip=169.254.1.2")]
    [InlineData("MacAddress", "92:d0:c6:0a:29:33", "name=n,mac-address=92:d0:c6:0a:29:34")]
    public async Task What_is_said_twice_ends_the_command(string parameter, string value, string network)
    {
        await using var engine = new CreatingEngine();

        CmdletResult result = Run(engine, CmdletRunner.Create("New-Container").Words("x").With(parameter, value).With("Network", network));

        Assert.Equal("OptionConflict,DockerPS.Commands.NewContainerCommand", result.TerminatingError?.FullyQualifiedErrorId);
        Assert.Contains("-" + parameter, result.TerminatingError!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task Links_are_the_endpoints_in_networks_of_ones_own()
    {
        await using var engine = new CreatingEngine();

        Run(engine, CmdletRunner.Create("New-Container").Words("x").With("Link", new object[] { new Hashtable { ["db"] = "sql" }, "cache" }).With("Network", "own")).AssertNoErrors();
        Run(engine, CmdletRunner.Create("New-Container").Words("x").With("Link", "db")).AssertNoErrors();

        Assert.Equal("""["db:sql","cache"]""", engine.Bodies.First()["HostConfig"]!["Links"]!.ToJsonString());
        Assert.Equal("""{"own":{"Links":["db:sql","cache"]}}""", engine.Bodies.First()["NetworkingConfig"]!["EndpointsConfig"]!.ToJsonString());
        Assert.Equal("""["db"]""", engine.Bodies.Last()["HostConfig"]!["Links"]!.ToJsonString());
        Assert.Null(engine.Bodies.Last()["NetworkingConfig"]);
    }

    [Fact]
    public async Task The_file_of_the_id_takes_one_container()
    {
        await using var engine = new CreatingEngine();
        using var folder = new TemporaryFolder();

        Run(engine, CmdletRunner.Create("New-Container").At(folder.Path).Words("x").With("ContainerIdFile", "id")).AssertNoErrors();

        Assert.Equal(1.ToString("x64", null), File.ReadAllText(folder.Combine("id")));
        Assert.Equal(folder.Combine("id"), (string?)Assert.Single(engine.Bodies)["HostConfig"]!["ContainerIDFile"]);
        Assert.Equal([folder.Combine("id")], Directory.GetFileSystemEntries(folder.Path));

        await using var untouched = new CreatingEngine();
        CmdletResult again = Run(untouched, CmdletRunner.Create("New-Container").At(folder.Path).Words("x").With("ContainerIdFile", "id"));
        Assert.Equal("ContainerIdFileExists,DockerPS.Commands.NewContainerCommand", again.TerminatingError?.FullyQualifiedErrorId);
        CmdletResult nowhere = Run(untouched, CmdletRunner.Create("New-Container").At(folder.Path).Words("x").With("ContainerIdFile", "none/id"));
        Assert.Equal("PathNotFound,DockerPS.Commands.NewContainerCommand", nowhere.TerminatingError?.FullyQualifiedErrorId);
        CmdletResult two = Run(untouched, CmdletRunner.Create("New-Container").At(folder.Path).Words("x").With("Name", new[] { "a", "b" }).With("ContainerIdFile", "id2"));
        Assert.Equal("TooManyContainers,DockerPS.Commands.NewContainerCommand", two.TerminatingError?.FullyQualifiedErrorId);
        Assert.Empty(untouched.Requests);
    }

    [Fact]
    public async Task The_second_image_of_the_pipeline_has_no_place_in_the_file_of_the_id()
    {
        await using var engine = new CreatingEngine();
        using var folder = new TemporaryFolder();

        CmdletResult result = CmdletRunner.Create("New-Container").Input("x", "y").With("ThrottleLimit", 1)
            .With("HostAddress", engine.Address).With("ContainerIdFile", folder.Combine("id")).Run();

        Assert.Single(result.Output);
        Assert.Equal("TooManyContainers,DockerPS.Commands.NewContainerCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Single(engine.Bodies);
    }

    [Fact]
    public async Task No_file_is_left_where_no_container_was_made()
    {
        await using var engine = new CreatingEngine { Taken = ["a"] };
        using var folder = new TemporaryFolder();

        Assert.Single(Run(engine, CmdletRunner.Create("New-Container").Words("x").With("Name", "a").With("ContainerIdFile", folder.Combine("id"))).Errors);
        CmdletRunner.Create("New-Container").Words("x").With("HostAddress", engine.Address).With("ContainerIdFile", folder.Combine("id")).WhatIf().Run().AssertNoErrors();

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task The_engines_socket_is_mounted_and_a_configuration_of_the_containers_own_is_left_alone()
    {
        await using var engine = new CreatingEngine();

        Run(engine, CmdletRunner.Create("New-Container").Words("x").With("UseApiSocket", true).With("Environment", "DOCKER_CONFIG=/own").With("Mount", "type=tmpfs,dst=/t")).AssertNoErrors();

        JsonObject body = Assert.Single(engine.Bodies);
        Assert.Equal(
            """[{"Type":"tmpfs","Target":"/t"},{"Type":"bind","Source":"/var/run/docker.sock","Target":"/var/run/docker.sock","BindOptions":{}}]""",
            body["HostConfig"]!["Mounts"]!.ToJsonString());
        Assert.Contains("DOCKER_CONFIG=/own", body["Env"]!.AsArray().Select(static variable => (string?)variable));
        Assert.Null(engine.Archive);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task The_credentials_are_copied_to_where_a_variable_points(int status)
    {
        const string Variable = "DOCKER_AUTH_CONFIG";
        await using var engine = new CreatingEngine { ArchiveStatus = status };
        string? before = Environment.GetEnvironmentVariable(Variable);
        CmdletResult result;
        try
        {
            // Of a registry that no other test asks for.
            Environment.SetEnvironmentVariable(Variable, """{"auths":{"socket.example:1":{"auth":"bWU6d29yZA=="}}}""");
            result = Run(engine, CmdletRunner.Create("New-Container").Words("x").With("UseApiSocket", true)).AssertNoErrors();
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }

        Assert.Contains("DOCKER_CONFIG=/run/secrets/docker", Assert.Single(engine.Bodies)["Env"]!.AsArray().Select(static variable => (string?)variable));
        Assert.Equal(["POST /containers/create", $"PUT /containers/{1:x64}/archive", $"GET /containers/{1:x64}/json"], engine.Paths);
        using var archive = new TarReader(new MemoryStream(engine.Archive!));
        TarEntry file = archive.GetNextEntry()!;
        Assert.Equal(("run/secrets/docker/config.json", UnixFileMode.UserRead | UnixFileMode.UserWrite), (file.Name, file.Mode));
        Assert.Equal("""{"auths":{"socket.example:1":{"auth":"bWU6d29yZA=="}}}""", await new StreamReader(file.DataStream!).ReadToEndAsync());
        Assert.Null(archive.GetNextEntry());
        Assert.Equal(status == 200 ? 0 : 1, result.Warnings.Count);
    }

    [Fact]
    public async Task What_is_for_Windows_is_refused_elsewhere()
    {
        await using var engine = new CreatingEngine();

        foreach ((string parameter, object value) in new (string, object)[] { ("CpuCount", 2), ("CpuPercent", 50), ("IOMaximumBandwidth", "1m"), ("IOMaximumIops", 5) })
        {
            CmdletResult result = Run(engine, CmdletRunner.Create("New-Container").Words("x").With(parameter, value));
            Assert.Equal("NotSupportedByEngine,DockerPS.Commands.NewContainerCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
            Assert.Contains("-" + parameter, result.Errors[0].Exception.Message, StringComparison.Ordinal);
        }

        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task Labels_of_files_are_under_those_of_the_parameter()
    {
        await using var engine = new CreatingEngine();
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Combine("labels"), "a=file\nb=file\n# no\nalone\n");

        Run(engine, CmdletRunner.Create("New-Container").At(folder.Path).Words("x").With("LabelFile", "labels").With("Label", "a=own")).AssertNoErrors();

        Assert.Equal("""{"a":"own","b":"file"}""", Assert.Single(engine.Bodies)["Labels"]!.ToJsonString());
    }

    private static CmdletRunner Several() => CmdletRunner.Create("New-Container").Words("x").With("Network", new object[]
    {
        "name=front,alias=x,ip=10.0.0.5,mac-address=92:d0:c6:0a:29:33",
        new Hashtable { ["Name"] = "back", ["Alias"] = "y" },
    });

    private static CmdletResult Run(CreatingEngine engine, CmdletRunner runner) => runner.With("HostAddress", engine.Address).Run();
}
