using System.Management.Automation;
using System.Management.Automation.Host;

namespace DockerPS.Hosting.Terminal;

/// <summary>Whether the shell has a terminal, or a standard input of its own, that a container can be tied to.</summary>
internal static class TerminalAccess
{
    // The hosts of remote sessions and jobs, and of runspaces that nobody sits at: what is typed in the process is not theirs.
    private static readonly string[] s_hostsWithoutConsole = ["ServerRemoteHost", "Default Host", "Windows PowerShell ISE Host"];

    /// <summary>True where the shell's standard input is there for commands.</summary>
    public static bool HasStandardInput(PSHost? host) => host is not null && !s_hostsWithoutConsole.Contains(host.Name, StringComparer.Ordinal);

    /// <summary>The shell's terminal.</summary>
    /// <exception cref="InvalidRequestException">There is none: the host has no console, or input or output are redirected.</exception>
    public static ITerminal Require(PSCmdlet cmdlet)
    {
        ITerminal terminal = ShellTerminal.Current;
        return !HasStandardInput(cmdlet.Host) ? throw Unavailable($"A terminal is needed, and the host here ('{cmdlet.Host?.Name}') has none: so it is in jobs, remote sessions and ForEach-Object -Parallel.")
            : !terminal.IsInputTerminal ? throw Unavailable("A terminal is needed, but this shell's standard input is redirected.")
            : !terminal.IsOutputTerminal ? throw Unavailable("A terminal is needed, but this shell's standard output is redirected.")
            : terminal;
    }

    /// <summary>Makes sure that the shell's standard input is there for commands.</summary>
    /// <exception cref="InvalidRequestException">It is the host's own.</exception>
    public static void RequireStandardInput(PSCmdlet cmdlet)
    {
        if (!HasStandardInput(cmdlet.Host))
        {
            throw Unavailable($"-Interactive reads the shell's standard input, and the host here ('{cmdlet.Host?.Name}') has none for commands: so it is in jobs, remote sessions and ForEach-Object -Parallel.");
        }
    }

    /// <summary>The refusal, with its advice.</summary>
    public static InvalidRequestException Unavailable(string reason) => new("TerminalUnavailable", reason)
    {
        Advice = "Start it from an interactive pwsh in a terminal. Without one, leave -Tty out and pipe the input in or give -InFile: 'ls' | Invoke-ContainerCommand web sh.",
    };
}
