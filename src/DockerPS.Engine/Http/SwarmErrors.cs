using System.Text.RegularExpressions;

namespace DockerPS.Engine.Http;

/// <summary>What engines say about the state of their swarm, told apart by its text: the status is mostly 503 or 500.</summary>
internal static partial class SwarmErrors
{
    public const string NotInSwarm = "NotInSwarm";
    public const string NotSwarmManager = "NotSwarmManager";
    public const string ConcurrentChange = "ConcurrentChange";

    private const string ManagerAdvice = "Name a manager's engine with -Context, -Connection or -HostAddress.";

    // The first that fits. The engine's text for one in no swarm also begins with "This node is not a swarm manager".
    private static readonly (string Text, string Id, string? Message, string Advice)[] s_known =
    [
        ("\"docker swarm init\" or \"docker swarm join\"", NotInSwarm, "This engine is in no swarm.", "Initialize-DockerSwarm makes a swarm, Join-DockerSwarm joins one."),
        ("This node is not part of a swarm", NotInSwarm, "This engine is in no swarm.", "Initialize-DockerSwarm makes a swarm, Join-DockerSwarm joins one."),
        ("Manager is being prepared", "ManagerNotReady", "This manager does not take part in leading its swarm yet, or cannot reach the other managers.", "Try again in a moment, or ask another manager. Get-DockerNode there shows this one's ManagerStatus."),
        ("not a swarm manager", NotSwarmManager, "This engine is a worker of its swarm, and only a manager does this.", ManagerAdvice),
        ("leave the swarm on a node that is participating as a manager", "ManagerMayNotLeave", null, "Update-DockerNode self -Role Worker makes it a worker first, where other managers are left. Exit-DockerSwarm -Force leaves at once; the last manager takes the swarm with it."),
        ("already part of a swarm", "AlreadyInSwarm", "This engine is in a swarm already.", "Get-DockerSwarm shows it; Exit-DockerSwarm leaves it."),
        ("needs to be unlocked", "SwarmLocked", "The swarm is locked: this manager has restarted, and needs the unlock key before it can be used.", "Unlock-DockerSwarm takes the key. Get-DockerSwarmUnlockKey shows it on another manager that is not locked."),
        ("swarm is not locked", "SwarmNotLocked", "The swarm is not locked.", ""),
        ("could not be unlocked: invalid key", "BadUnlockKey", "The key does not unlock the swarm.", "Get-DockerSwarmUnlockKey shows the key on another manager that is not locked."),
        ("does not have a leader", "SwarmWithoutLeader", null, "More than half of the managers must be up. Where they are gone for good, Initialize-DockerSwarm -ForceNewCluster on one that is left makes it the only one."),
        ("ertificates have expired", "SwarmCertificatesExpired", null, "Exit-DockerSwarm -Force, then Join-DockerSwarm again."),
        ("before node joined", "SwarmJoinPending", "The engine did not get into the swarm within its time limit; it goes on trying.", "See whether its machine reaches the manager's address and port (2377 by default). (Get-DockerInfo).Swarm tells how it stands; Exit-DockerSwarm -Force ends it."),
        ("find manager in raft memberlist", "ManagerNotReady", "The node was made a manager a moment ago, and does not take part in leading the swarm yet.", "Wait until Get-DockerNode shows its ManagerStatus as Reachable."),
        ("must be demoted to worker before removal", "NodeIsManager", null, "Update-DockerNode -Role Worker makes it a worker first."),
        ("is not down and can't be removed", "NodeIsUp", null, "Exit-DockerSwarm on that engine takes it out of the swarm first. -Force removes it all the same, and it goes on trying to get back."),
        ("update out of sequence", ConcurrentChange, null, "Read it again, and change what is to be changed."),
    ];

    /// <summary>The message without what gRPC puts before it: "rpc error: code = NotFound desc = ".</summary>
    public static string WithoutHead(string message) => Head().Replace(message, "");

    /// <summary>The error of a swarm's state that this is; null where it is none.</summary>
    public static SwarmException? Of(DockerApiException error)
    {
        foreach ((string text, string id, string? message, string advice) in s_known)
        {
            if (error.Message.Contains(text, StringComparison.Ordinal))
            {
                return new SwarmException(error, id, message ?? CliHint().Replace(error.Message, "")) { Advice = advice.Length > 0 ? advice : null };
            }
        }

        return null;
    }

    /// <summary>The error of a worker, with the managers to turn to.</summary>
    public static SwarmException WithManagers(SwarmException error, IReadOnlyCollection<string> managers) =>
        new(error, error.ErrorId, managers.Count == 0 ? error.Message : $"{error.Message} Its managers: {string.Join(", ", managers)}.")
        {
            Advice = error.Advice,
            Managers = new(managers),
        };

    [GeneratedRegex(" Use `--force` to \\w+ this message\\.", RegexOptions.CultureInvariant)]
    private static partial Regex CliHint();

    [GeneratedRegex(@"rpc error: code = \w+ desc = ", RegexOptions.CultureInvariant)]
    private static partial Regex Head();
}
