namespace DockerPS.Completion;

/// <summary>The security options that every engine knows.</summary>
internal sealed class SecurityOptionCompleter() : WordCompleter(
    "no-new-privileges", "seccomp=unconfined", "seccomp=builtin", "apparmor=unconfined", "label=disable", "systempaths=unconfined");
