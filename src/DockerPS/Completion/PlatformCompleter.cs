namespace DockerPS.Completion;

/// <summary>The platforms that images are made for most.</summary>
internal sealed class PlatformCompleter() : WordCompleter("linux/amd64", "linux/arm64", "linux/arm/v7", "linux/386", "linux/ppc64le", "linux/s390x", "linux/riscv64", "windows/amd64");
