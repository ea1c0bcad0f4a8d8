using DockerPS.Tests.Support;

namespace DockerPS.Tests.RealEngine;

/// <summary>Whether ring 4 can run here, found without starting anything: xunit asks while it discovers tests.</summary>
internal static class RealEnginePrerequisites
{
    /// <summary>The engines given by the user, in order; none starts private ones.</summary>
    public static string[] GivenHosts { get; } =
        (Environment.GetEnvironmentVariable("DOCKERPS_TEST_HOST") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Why no private engine can be started, or null.</summary>
    public static string? NoPrivateEngines { get; } = WhyNoPrivateEngines();

    /// <summary>The Debian system that has newer engines; null where there is none.</summary>
    public static string? NewerSystem { get; } =
        Environment.GetEnvironmentVariable("DOCKERPS_TEST_NEWER") is { Length: > 0 } folder && File.Exists(Path.Combine(folder, "usr/sbin/dockerd")) ? folder : null;

    /// <summary>The Debian system that the engines of swarms are from, where DOCKERPS_TEST_SWARM_NEWER=1 asks for it; else null, which is this machine's.</summary>
    public static string? SystemOfSwarm => Environment.GetEnvironmentVariable("DOCKERPS_TEST_SWARM_NEWER") == "1" ? NewerSystem : null;

    /// <summary>The docker-compose program, to compare with: what DOCKERPS_TEST_COMPOSE names, or that of <see cref="NewerSystem"/>; null where there is none.</summary>
    public static string? ComposeProgram { get; } = new[]
        {
            Environment.GetEnvironmentVariable("DOCKERPS_TEST_COMPOSE"),
            NewerSystem is null ? null : Path.Combine(NewerSystem, "usr/libexec/docker/cli-plugins/docker-compose"),
        }.FirstOrDefault(File.Exists);

    public static bool HasRegistry => CommandLine.Find("docker-registry") is not null;

    /// <summary>Why there is no private ssh server, or null.</summary>
    public static string? NoSsh { get; } = Without("sshd", "ssh", "ssh-keygen", "docker");

    /// <summary>The reason to skip a test with these requirements, or null.</summary>
    public static string? Missing(RealEngineRequirements requirements)
    {
        if (requirements.HasFlag(RealEngineRequirements.Cli) && Without("docker") is { } noCli)
            return noCli;

        if (GivenHosts.Length > 0)
            return MissingOfGiven(requirements);

        if (NoPrivateEngines is { } reason)
            return reason;

        const RealEngineRequirements registries = RealEngineRequirements.Registry | RealEngineRequirements.AuthRegistry | RealEngineRequirements.TlsRegistry;
        if ((requirements & registries) != 0 && !HasRegistry)
            return "docker-registry is not on PATH";

        if (requirements.HasFlag(RealEngineRequirements.Ssh) && NoSsh is { } noSsh)
            return noSsh;

        if (requirements.HasFlag(RealEngineRequirements.Newer) && NewerSystem is null)
            return "needs a newer engine: DOCKERPS_TEST_NEWER, a folder that tests/engines/newer.sh system made";

        if (requirements.HasFlag(RealEngineRequirements.Swarm) && Environment.GetEnvironmentVariable("DOCKERPS_TEST_SWARM_NEWER") == "1" && NewerSystem is null)
            return "DOCKERPS_TEST_SWARM_NEWER=1 needs DOCKERPS_TEST_NEWER, a folder that tests/engines/newer.sh system made";

        return requirements.HasFlag(RealEngineRequirements.Init) ? Without("docker-init") : null;
    }

    private static string? MissingOfGiven(RealEngineRequirements requirements)
    {
        RealEngineRequirements rest = requirements & ~(RealEngineRequirements.SecondEngine | RealEngineRequirements.Cli);
        if (rest != 0)
            return $"needs private engines ({rest}), not those of DOCKERPS_TEST_HOST";

        return requirements.HasFlag(RealEngineRequirements.SecondEngine) && GivenHosts.Length < 2 ? "DOCKERPS_TEST_HOST names one engine; this needs two" : null;
    }

    private static string? WhyNoPrivateEngines()
    {
        if (Environment.GetEnvironmentVariable("DOCKERPS_TEST_PRIVATE") != "1")
            return "needs an engine: set DOCKERPS_TEST_HOST, or DOCKERPS_TEST_PRIVATE=1 as root on Linux";

        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return "DOCKERPS_TEST_PRIVATE=1 needs root on Linux";

        return Without("dockerd", "curl", "busybox", "ip", "nsenter", "unshare", "setpriv", "iptables");
    }

    private static string? Without(params string[] programs)
    {
        string[] missing = [.. programs.Where(program => CommandLine.Find(program) is null)];
        return missing.Length == 0 ? null : $"not on PATH: {string.Join(", ", missing)}";
    }
}
