using System.Diagnostics;
using DockerPS.Engine.Compose;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Compose;

/// <summary>Projects whose canonical form was recorded from docker compose config 2.40.3, and is asked again where DOCKERPS_TEST_COMPOSE names docker-compose.</summary>
public sealed class RecordedProjectTests
{
    private static readonly string s_root = Repository.File("tests", "Fixtures", "compose");

    public static TheoryData<string> Names => [.. Directory.GetDirectories(s_root).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_project_comes_to_what_docker_compose_makes_of_it(string name)
    {
        string expected = File.ReadAllText(Path.Join(s_root, name, "expected.yaml"))
            .Replace("{PARENT}", s_root, StringComparison.Ordinal)
            .Replace("{HOME}", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), StringComparison.Ordinal);
        AssertSame(expected, Ours(Command.Of(name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_canonical_form_reads_as_itself(string name)
    {
        Command command = Command.Of(name);
        string once = Ours(command);
        using var project = new Project(once);
        foreach ((string key, string value) in command.Environment)
            project.Environment[key] = value;
        string twice = ComposeLoader.ToYaml(project.Load(options => options with { Profiles = command.Profiles }), project.Options);
        AssertSame(once, twice);
    }

    [ComposeTheory]
    [MemberData(nameof(Names))]
    public async Task Docker_compose_says_the_same_here_and_now(string name)
    {
        Command command = Command.Of(name);
        var start = new ProcessStartInfo(ComposeTheoryAttribute.Binary!, [.. command.Profiles.SelectMany(static profile => new[] { "--profile", profile }), "config"])
        {
            WorkingDirectory = command.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach ((string key, string value) in command.Environment)
            start.Environment[key] = value;
        start.Environment["HOME"] = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        using var process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        AssertSame(output, Ours(command));
    }

    private static string Ours(Command command)
    {
        var options = new ComposeLoadOptions { Environment = command.Environment, Profiles = command.Profiles, CurrentDirectory = command.Folder };
        return ComposeLoader.ToYaml(ComposeLoader.Load(options), options);
    }

    private static void AssertSame(string expected, string actual)
    {
        string[] lines = Lines(expected);
        string[] ours = Lines(actual);
        Assert.True(
            lines.SequenceEqual(ours),
            $"missing:\n{string.Join('\n', lines.Except(ours))}\nnot expected:\n{string.Join('\n', ours.Except(lines))}");
    }

    /// <summary>One line for each value, with its path, sorted: the order of keys says nothing.</summary>
    private static string[] Lines(string yaml) => [.. Leaves(Tree.Read(yaml), "").Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Leaves(ComposeNode node, string path) => node switch
    {
        ComposeMapping { Count: > 0 } mapping => mapping.SelectMany(entry => Leaves(entry.Value, $"{path}/{entry.Name}")),
        ComposeSequence { Count: > 0 } sequence => sequence.SelectMany((item, index) => Leaves(item, $"{path}/{index}")),
        _ => [$"{path}: {Tree.Show(node)}"],
    };

    /// <summary>How a project is read: its command.txt has lines of env NAME=value and profile NAME.</summary>
    private sealed record Command(string Folder, Dictionary<string, string> Environment, List<string> Profiles)
    {
        public static Command Of(string name)
        {
            var command = new Command(Path.Join(s_root, name), new Dictionary<string, string>(StringComparer.Ordinal), []);
            string file = Path.Join(command.Folder, "command.txt");
            foreach (string line in File.Exists(file) ? File.ReadAllLines(file) : [])
            {
                string[] words = line.Split(' ', 2);
                if (words[0] == "env")
                    command.Environment[words[1].Split('=', 2)[0]] = words[1].Split('=', 2)[1];
                else
                    command.Profiles.Add(words[1]);
            }
            return command;
        }
    }
}
