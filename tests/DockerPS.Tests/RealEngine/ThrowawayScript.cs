using System.Globalization;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.RealEngine;

/// <summary>tests/engines/throwaway.sh: starts engines that end with this process, however it ends.</summary>
internal static class ThrowawayScript
{
    // The exit code by which the script says that another run has just taken the network.
    private const int NetworkTaken = 75;

    public static string Path => Repository.File("tests", "engines", "throwaway.sh");

    /// <summary>Runs a command of the script and returns its output.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds its words.</exception>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        ChildProcess child = await ChildProcess.RunAsync(Path, arguments);
        return child.ExitCode == 0 ? child.Output : throw new InvalidOperationException($"throwaway.sh {arguments[0]} ended with {child.ExitCode}: {child.Error}");
    }

    /// <summary>Starts engines in a new folder.</summary>
    /// <param name="arguments">The options beside the owner and the network, of which they are told the beginning (10.X.Y).</param>
    /// <returns>The folder, which the script's other commands take, and the answer's values by their keys.</returns>
    public static async Task<(string Folder, Dictionary<string, string> Values)> StartAsync(Func<string, IReadOnlyList<string>> arguments)
    {
        for (int attempt = 1; ; attempt++)
        {
            string subnet = (await RunAsync("subnet")).Trim();
            string folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "dockerps-" + Guid.NewGuid().ToString("N")[..8]);
            ChildProcess child = await ChildProcess.RunAsync(
                Path,
                ["start", folder, "--owner", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "--subnet", subnet, .. arguments(subnet)],
                limit: TimeSpan.FromMinutes(3));
            if (child.ExitCode == 0)
                return (folder, ParseAnswer(child.Output));

            if (child.ExitCode != NetworkTaken || attempt == 5)
                throw new InvalidOperationException($"The private engines did not start ({child.ExitCode}): {child.Error}");
        }
    }

    private static Dictionary<string, string> ParseAnswer(string text)
        => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
