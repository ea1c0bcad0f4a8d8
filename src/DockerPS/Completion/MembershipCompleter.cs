namespace DockerPS.Completion;

/// <summary>Whether a node was let into its swarm.</summary>
internal sealed class MembershipCompleter() : WordCompleter("Accepted", "Pending");
