using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Session.Ssh;

/// <summary>
/// A private ssh-agent that holds the given keys for one build: its socket is in a folder that only this user can enter, and it ends with the
/// session, or with this process. The keys are read by ssh-add, never by us.
/// </summary>
internal sealed class KeyAgent : ISshAgent
{
    private const UnixFileMode OnlyUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int LongestMessage = 2000;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(20);

    private readonly string _folder;
    private readonly Process _process;
    private readonly SocketAgent _agent;

    private KeyAgent(string folder, Process process)
    {
        _folder = folder;
        _process = process;
        _agent = new SocketAgent(SocketIn(folder));
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Starts the agent and adds the keys.</summary>
    /// <exception cref="DockerConfigurationException">The programs are not there, or a key cannot be added, as one with a passphrase.</exception>
    public static async Task<KeyAgent> StartAsync(IReadOnlyList<string> keyFiles, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new DockerConfigurationException("Files of ssh keys cannot be given to a build on Windows.")
            {
                Advice = "Add the key to the OpenSSH agent (Start-Service ssh-agent; ssh-add), and give no file.",
            };
        }

        string agentProgram = Find("ssh-agent");
        string addProgram = Find("ssh-add");
        string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"dockerps-ssh-{Guid.NewGuid():N}"), OnlyUser).FullName;
        Process process;
        try
        {
            // -D: it stays our child, and so can be ended surely.
            process = Start(agentProgram, ["-D", "-a", SocketIn(folder)], SocketIn(folder));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }

        var agent = new KeyAgent(folder, process);
        try
        {
            await agent.WaitForSocketAsync(cancellationToken).ConfigureAwait(false);
            foreach (string file in keyFiles)
            {
                await agent.AddAsync(addProgram, file, cancellationToken).ConfigureAwait(false);
            }

            return agent;
        }
        catch
        {
            await agent.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task<Stream> ConnectAsync(CancellationToken cancellationToken) => _agent.ConnectAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        End();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string SocketIn(string folder) => Path.Combine(folder, "agent");

    private static string Find(string program) => ExecutableFinder.Find(program)
        ?? throw new DockerConfigurationException($"The program {program} was not found on PATH; it is needed to give the file of a key to a build.")
        {
            Advice = "Install an OpenSSH client, or let your own ssh agent hold the key, and give no file.",
        };

    private static Process Start(string program, IEnumerable<string> arguments, string socket)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SSH_AUTH_SOCK"] = socket;

        // A key with a passphrase must fail: a question on the terminal would stand amid the progress of the build.
        start.Environment["SSH_ASKPASS"] = ExecutableFinder.Find("false") ?? "false";
        start.Environment["SSH_ASKPASS_REQUIRE"] = "force";
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            throw new DockerConfigurationException($"{program} cannot be started: {e.Message}", e);
        }
    }

    private async Task WaitForSocketAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        while (!File.Exists(SocketIn(_folder)))
        {
            if (_process.HasExited)
            {
                string error = await _process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
                throw new DockerConfigurationException($"ssh-agent ended at once: {DisplayText.OfMessage(error)}");
            }

            if (Stopwatch.GetElapsedTime(start) > s_limit)
            {
                throw new DockerConfigurationException($"ssh-agent made no socket within {s_limit.TotalSeconds:0} seconds.");
            }

            await Task.Delay(s_turn, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AddAsync(string program, string file, CancellationToken cancellationToken)
    {
        using Process process = Start(program, ["--", Path.GetFullPath(file)], SocketIn(_folder));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            Task<string> output = ReadAsync(process.StandardOutput, limit.Token);
            string error = await ReadAsync(process.StandardError, limit.Token).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                throw new DockerConfigurationException($"ssh-add cannot add the key '{DisplayText.Of(file)}': {Reason(error)}")
                {
                    Advice = "A key with a passphrase has to be added to your own ssh agent (ssh-add); then give no file.",
                };
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DockerConfigurationException($"ssh-add did not add the key '{DisplayText.Of(file)}' within {s_limit.TotalSeconds:0} seconds.");
        }
        finally
        {
            Kill(process);
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[512];
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) != 0)
        {
            text.Append(buffer, 0, Math.Min(read, LongestMessage - text.Length));
        }

        return text.ToString();
    }

    // Asked for a passphrase, and given none, it ends without a word.
    private static string Reason(string error) => string.IsNullOrWhiteSpace(error) ? "it has a passphrase, or is no private key." : DisplayText.OfMessage(error);

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended.
        }
    }

    private void OnExit(object? sender, EventArgs e) => End();

    private void End()
    {
        Kill(_process);
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The agent's own end has removed something meanwhile; what may stay is an empty folder.
        }
    }
}
