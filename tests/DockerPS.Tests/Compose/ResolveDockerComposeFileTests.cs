using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Compose;

public sealed class ResolveDockerComposeFileTests
{
    private const string Name = "Resolve-DockerComposeFile";

    [Fact]
    public void The_files_of_the_current_folder_are_read()
    {
        using Project project = new Project("services: {web: {image: w, ports: ['80:80']}}").Write("compose.override.yaml", "services: {web: {image: w2}}");
        ComposeProject read = Assert.Single(CmdletRunner.Create(Name).At(project.Folder).Run().AssertNoErrors().OutputAs<ComposeProject>());
        Assert.Equal(("proj", "w2", 2), (read.Name, read.Services["web"].Image, read.Files.Count));
    }

    [Fact]
    public void Paths_with_wildcards_are_merged_and_given_as_YAML()
    {
        using Project project = new Project().Write("a1.yaml", "services: {web: {image: one}}").Write("a2.yaml", "services: {web: {image: two$$}}");
        CmdletResult result = CmdletRunner.Create(Name).At(project.Folder).With(new { Path = new[] { "a*.yaml" }, ProjectName = "shop", AsYaml = true, NoNormalize = true }).Run().AssertNoErrors();
        Assert.Equal("name: shop\nservices:\n  web:\n    image: two$$", Assert.Single(result.OutputAs<string>()));
    }

    [Fact]
    public void Lines_are_one_file_and_folders_are_projects()
    {
        using Project project = new Project().Write("one/compose.yaml", "services: {a: {image: a}}").Write("two/compose.yml", "services: {b: {image: b}}");
        ComposeProject text = Assert.Single(CmdletRunner.Create(Name).At(project.Folder).Input("services:", "  web:", "", "    image: x").Run().AssertNoErrors().OutputAs<ComposeProject>());
        Assert.Equal("web (x)", text.Services.ToString());
        CmdletResult folders = CmdletRunner.Create(Name).At(project.Folder).Input(new DirectoryInfo(project.Path("one")), new DirectoryInfo(project.Path("missing")), new DirectoryInfo(project.Path("two"))).Run();
        Assert.Equal(["one", "two"], folders.OutputAs<ComposeProject>().Select(static p => p.Name));
        Assert.Equal("ComposeFileNotFound", Assert.Single(folders.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void Warnings_are_written_and_errors_have_their_ids()
    {
        using var project = new Project("version: '3'\nservices: {web: {image: 'x$NO'}}");
        CmdletResult result = CmdletRunner.Create(Name).At(project.Folder).Run().AssertNoErrors();
        Assert.Equal(2, result.Warnings.Count);
        Assert.Contains("compose.yaml:2:25: services.web.image: the variable NO is not set", result.Warnings[0], StringComparison.Ordinal);

        project.Write("compose.yaml", "services:\n  web:\n    imag: x\n");
        ErrorRecord error = Assert.Single(CmdletRunner.Create(Name).At(project.Folder).Run().Errors);
        Assert.Equal(("ComposeFileInvalid", ErrorCategory.InvalidData), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.StartsWith("compose.yaml:3:5: services.web.imag:", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(3, Assert.IsType<ComposeException>(error.Exception).Line);
    }

    [Fact]
    public void Variables_of_files_are_put_in_or_left()
    {
        using Project project = new Project("services: {web: {image: 'x:${DPS_TEST_TAG:-none}', ports: ['${DPS_TEST_PORT}:80']}}").Write("v.env", "DPS_TEST_TAG=1\nDPS_TEST_PORT=8080\n");
        ComposeProject read = Assert.Single(CmdletRunner.Create(Name).At(project.Folder).With(new { EnvironmentFile = "v.env" }).Run().AssertNoErrors().OutputAs<ComposeProject>());
        Assert.Equal(("x:1", "8080"), (read.Services["web"].Image, read.Services["web"].Ports[0].Published));
        Assert.Equal("DPS_TEST_PORT, DPS_TEST_TAG", read.Variables.ToString());
        CmdletResult left = CmdletRunner.Create(Name).At(project.Folder).With(new { NoInterpolate = true, AsYaml = true }).Run().AssertNoErrors();
        Assert.Contains("image: x:${DPS_TEST_TAG:-none}", Assert.Single(left.OutputAs<string>()), StringComparison.Ordinal);
    }

    [Fact]
    public void PWD_is_the_location_of_PowerShell()
    {
        using var project = new Project("services: {web: {image: x, volumes: ['${PWD}/d:/d']}}");
        ComposeProject read = Assert.Single(CmdletRunner.Create(Name).At(project.Folder).Run().AssertNoErrors().OutputAs<ComposeProject>());
        Assert.Equal(project.Path("d"), read.Services["web"].Volumes[0].Source);
    }

    [Fact]
    public void What_is_no_file_is_refused()
    {
        CmdletResult result = CmdletRunner.Create(Name).Input(5).Run();
        Assert.Equal("BadParameter", Assert.IsAssignableFrom<IContainsErrorRecord>(result.Terminating).ErrorRecord.FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void Profiles_and_services_are_completed()
    {
        using Project project = new Project("services: {web: {image: '${NEED:?x}', profiles: [b, a]}, api: {image: x, profiles: [b]}}").Write("other.yaml", "services: {z: {image: z}}");
        Assert.Equal(["a", "b"], new ComposeProfileCompleter().Names(project.Folder).Select(static c => c.Text));
        Assert.Equal(["api", "web"], new ComposeServiceCompleter().Names(project.Folder).Select(static c => c.Text));
        Assert.Equal(["z"], new ComposeServiceCompleter().Names(project.Folder, "other.yaml").Select(static c => c.Text));
    }
}
