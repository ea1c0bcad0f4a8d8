namespace DockerPS;

/// <summary>A service of a project.</summary>
public sealed class ComposeService : ComposeElement, IComposeNamed
{
    /// <summary>What the file calls it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The image that containers are made of (image).</summary>
    public string? Image { get; internal set; }

    /// <summary>How the image is built (build).</summary>
    public ComposeBuild? Build { get; init; }

    /// <summary>Annotations of containers (annotations).</summary>
    public StringMap Annotations { get; init; } = [];

    /// <summary>Whether compose shows the output of its containers (attach).</summary>
    public bool? Attach { get; init; }

    /// <summary>Limits of block devices (blkio_config).</summary>
    public ComposeBlockIO? BlockIO { get; init; }

    /// <summary>Capabilities that are added (cap_add).</summary>
    public ReadableList<string> CapAdd { get; init; } = [];

    /// <summary>Capabilities that are dropped (cap_drop).</summary>
    public ReadableList<string> CapDrop { get; init; } = [];

    /// <summary>The cgroup namespace: host or private (cgroup).</summary>
    public string? Cgroup { get; init; }

    /// <summary>The cgroup above the container's (cgroup_parent).</summary>
    public string? CgroupParent { get; init; }

    /// <summary>The words of the command; null is the image's, empty is none (command).</summary>
    public ReadableList<string>? Command { get; init; }

    /// <summary>Configs in containers (configs).</summary>
    public ReadableList<ComposeFileReference> Configs { get; init; } = [];

    /// <summary>The name of the container (container_name).</summary>
    public string? ContainerName { get; init; }

    /// <summary>Processors, on Windows (cpu_count).</summary>
    public long? CpuCount { get; init; }

    /// <summary>The share of all processors, on Windows (cpu_percent).</summary>
    public double? CpuPercent { get; init; }

    /// <summary>The period of the scheduler in microseconds (cpu_period).</summary>
    public long? CpuPeriod { get; init; }

    /// <summary>The time in a period in microseconds (cpu_quota).</summary>
    public long? CpuQuota { get; init; }

    /// <summary>The period of the realtime scheduler in microseconds (cpu_rt_period).</summary>
    public long? CpuRealtimePeriod { get; init; }

    /// <summary>The time in such a period in microseconds (cpu_rt_runtime).</summary>
    public long? CpuRealtimeRuntime { get; init; }

    /// <summary>Processors, 0.5 is half of one (cpus).</summary>
    public double? Cpus { get; init; }

    /// <summary>Which processors, such as 0-3 or 0,1 (cpuset).</summary>
    public string? CpuSet { get; init; }

    /// <summary>The weight beside other containers (cpu_shares).</summary>
    public long? CpuShares { get; init; }

    /// <summary>The credential spec on Windows (credential_spec).</summary>
    public ComposeCredentialSpec? CredentialSpec { get; init; }

    /// <summary>Services that it waits for, also those that links and shared namespaces need (depends_on).</summary>
    public ComposeCollection<ComposeDependency> DependsOn { get; init; } = [];

    /// <summary>How it runs in a swarm, and its resources (deploy).</summary>
    public ComposeDeploy? Deploy { get; init; }

    /// <summary>What is done when files change (develop).</summary>
    public ComposeDevelop? Develop { get; init; }

    /// <summary>Rules of devices (device_cgroup_rules).</summary>
    public ReadableList<string> DeviceCgroupRules { get; init; } = [];

    /// <summary>Devices of the engine's machine (devices).</summary>
    public ReadableList<ComposeDevice> Devices { get; init; } = [];

    /// <summary>Name servers (dns).</summary>
    public ReadableList<string> Dns { get; init; } = [];

    /// <summary>Options of the resolver (dns_opt).</summary>
    public ReadableList<string> DnsOptions { get; init; } = [];

    /// <summary>Search domains (dns_search).</summary>
    public ReadableList<string> DnsSearch { get; init; } = [];

    /// <summary>The domain of the container (domainname).</summary>
    public string? DomainName { get; init; }

    /// <summary>The words before the command; null is the image's, empty is none (entrypoint).</summary>
    public ReadableList<string>? Entrypoint { get; init; }

    /// <summary>Environment variables, those of env_file included; one without a value is set by nothing (environment).</summary>
    public ComposeVariables Environment { get; init; } = [];

    /// <summary>Files of environment variables, the last wins (env_file).</summary>
    public ReadableList<ComposeEnvironmentFile> EnvironmentFiles { get; init; } = [];

    /// <summary>Ports that are open to other services only (expose).</summary>
    public ReadableList<string> Expose { get; init; } = [];

    /// <summary>Containers of other projects under names of their own (external_links).</summary>
    public ReadableList<string> ExternalLinks { get; init; } = [];

    /// <summary>Entries of /etc/hosts (extra_hosts).</summary>
    public ReadableList<ComposeHost> ExtraHosts { get; init; } = [];

    /// <summary>GPUs (gpus).</summary>
    public ReadableList<ComposeDeviceRequest> Gpus { get; init; } = [];

    /// <summary>Further groups of the user (group_add).</summary>
    public ReadableList<string> GroupAdd { get; init; } = [];

    /// <summary>How it is found out whether a container is well (healthcheck).</summary>
    public ComposeHealthcheck? Healthcheck { get; init; }

    /// <summary>The name of the container's machine (hostname).</summary>
    public string? Hostname { get; init; }

    /// <summary>Whether a small init process runs first; null is the engine's default (init).</summary>
    public bool? Init { get; init; }

    /// <summary>The IPC namespace: shareable, service:name and the like (ipc).</summary>
    public string? Ipc { get; init; }

    /// <summary>The isolation on Windows (isolation).</summary>
    public string? Isolation { get; init; }

    /// <summary>Labels of containers, those of label_file included (labels).</summary>
    public StringMap Labels { get; init; } = [];

    /// <summary>Files of labels, full paths (label_file).</summary>
    public ReadableList<string> LabelFiles { get; init; } = [];

    /// <summary>Services under names of their own (links).</summary>
    public ReadableList<string> Links { get; init; } = [];

    /// <summary>Where the output goes (logging).</summary>
    public ComposeLogging? Logging { get; init; }

    /// <summary>A fixed MAC address (mac_address).</summary>
    public string? MacAddress { get; init; }

    /// <summary>Bytes of memory (mem_limit).</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Bytes of memory that are kept for it (mem_reservation).</summary>
    public long? MemoryReservation { get; init; }

    /// <summary>Bytes of memory and swap; -1 is without limit (memswap_limit).</summary>
    public long? MemorySwapLimit { get; init; }

    /// <summary>How readily memory is swapped out, 0 to 100 (mem_swappiness).</summary>
    public long? MemorySwappiness { get; init; }

    /// <summary>Models of artificial intelligence (models).</summary>
    public ComposeCollection<ComposeServiceModel> Models { get; init; } = [];

    /// <summary>none, host, service:name and the like, in place of networks (network_mode).</summary>
    public string? NetworkMode { get; init; }

    /// <summary>Networks that it is in (networks).</summary>
    public ComposeCollection<ComposeServiceNetwork> Networks { get; init; } = [];

    /// <summary>Whether the kernel does not kill it when memory runs out (oom_kill_disable).</summary>
    public bool? OomKillDisable { get; init; }

    /// <summary>How readily the kernel kills it, -1000 to 1000 (oom_score_adj).</summary>
    public long? OomScoreAdjustment { get; init; }

    /// <summary>The PID namespace: host, service:name and the like (pid).</summary>
    public string? Pid { get; init; }

    /// <summary>Processes and threads; -1 is without limit (pids_limit).</summary>
    public long? PidsLimit { get; init; }

    /// <summary>The platform, such as linux/arm64 (platform).</summary>
    public string? Platform { get; init; }

    /// <summary>Ports that are published (ports).</summary>
    public ReadableList<ComposePort> Ports { get; init; } = [];

    /// <summary>What is run when a container started (post_start).</summary>
    public ReadableList<ComposeHook> PostStart { get; init; } = [];

    /// <summary>What is run before a container stops (pre_stop).</summary>
    public ReadableList<ComposeHook> PreStop { get; init; } = [];

    /// <summary>Whether it runs with all rights (privileged).</summary>
    public bool? Privileged { get; init; }

    /// <summary>Profiles of which one must be active; none is always (profiles).</summary>
    public ReadableList<string> Profiles { get; init; } = [];

    /// <summary>A program in place of a container (provider).</summary>
    public ComposeProvider? Provider { get; init; }

    /// <summary>always, never, missing, build, daily, weekly or every_12h (pull_policy).</summary>
    public string? PullPolicy { get; init; }

    /// <summary>Whether the container's root file system is read-only (read_only).</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>no, always, unless-stopped or on-failure:3; stacks have deploy.restart_policy (restart).</summary>
    public string? Restart { get; init; }

    /// <summary>The OCI runtime (runtime).</summary>
    public string? Runtime { get; init; }

    /// <summary>How many containers; null is 1, or deploy.replicas (scale).</summary>
    public int? Scale { get; init; }

    /// <summary>Secrets in containers (secrets).</summary>
    public ReadableList<ComposeFileReference> Secrets { get; init; } = [];

    /// <summary>Security options, such as no-new-privileges:true (security_opt).</summary>
    public ReadableList<string> SecurityOptions { get; init; } = [];

    /// <summary>The size of /dev/shm in bytes (shm_size).</summary>
    public long? ShmSize { get; init; }

    /// <summary>Whether standard input stays open (stdin_open).</summary>
    public bool? StdinOpen { get; init; }

    /// <summary>How long it may take to stop (stop_grace_period).</summary>
    public TimeSpan? StopGracePeriod { get; init; }

    /// <summary>The signal that stops it (stop_signal).</summary>
    public string? StopSignal { get; init; }

    /// <summary>Options of the storage driver (storage_opt).</summary>
    public StringMap StorageOptions { get; init; } = [];

    /// <summary>Kernel parameters (sysctls).</summary>
    public StringMap Sysctls { get; init; } = [];

    /// <summary>File systems in memory, as /run:size=64m (tmpfs).</summary>
    public ReadableList<string> Tmpfs { get; init; } = [];

    /// <summary>Whether it has a terminal (tty).</summary>
    public bool? Tty { get; init; }

    /// <summary>Limits of processes (ulimits).</summary>
    public ComposeCollection<ComposeUlimit> Ulimits { get; init; } = [];

    /// <summary>Whether it reaches the engine's API with the user's credentials (use_api_socket).</summary>
    public bool? UseApiSocket { get; init; }

    /// <summary>The user, and the group behind a colon (user).</summary>
    public string? User { get; init; }

    /// <summary>The user namespace: host (userns_mode).</summary>
    public string? UserNamespaceMode { get; init; }

    /// <summary>The UTS namespace: host (uts).</summary>
    public string? Uts { get; init; }

    /// <summary>Volumes, folders and files in containers (volumes).</summary>
    public ReadableList<ComposeVolumeMount> Volumes { get; init; } = [];

    /// <summary>Services and containers whose volumes it mounts (volumes_from).</summary>
    public ReadableList<string> VolumesFrom { get; init; } = [];

    /// <summary>The folder the command runs in (working_dir).</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The name and the image.</summary>
    public override string ToString() => Image is null ? Name : $"{Name} ({Image})";
}
