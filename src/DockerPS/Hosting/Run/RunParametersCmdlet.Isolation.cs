using System.Management.Automation;
using DockerPS.Completion;

namespace DockerPS.Hosting;

public abstract partial class RunParametersCmdlet
{
    /// <summary>Whose shared memory and queues it has: private, shareable, host, none, or container:name. By default as the engine is set.</summary>
    [Parameter]
    [Alias("Ipc")]
    [ArgumentCompleter(typeof(IpcNamespaceCompleter))]
    public string? IpcNamespace { get; set; }

    /// <summary>Whose processes it sees: host, or container:name. By default its own only.</summary>
    [Parameter]
    [Alias("Pid")]
    [ArgumentCompleter(typeof(PidNamespaceCompleter))]
    public string? PidNamespace { get; set; }

    /// <summary>host to have the machine's host name; by default it has its own.</summary>
    [Parameter]
    [Alias("Uts")]
    [ArgumentCompleter(typeof(HostNamespaceCompleter))]
    public string? UtsNamespace { get; set; }

    /// <summary>host to go without the engine's mapping of users, where it has one.</summary>
    [Parameter]
    [Alias("Userns")]
    [ArgumentCompleter(typeof(HostNamespaceCompleter))]
    public string? UserNamespace { get; set; }

    /// <summary>Whose control groups it sees: private or host. By default as the engine is set. Needs Engine API 1.41.</summary>
    [Parameter]
    [Alias("Cgroupns")]
    [ArgumentCompleter(typeof(CgroupNamespaceCompleter))]
    public string? CgroupNamespace { get; set; }

    /// <summary>The control group under which its own is made.</summary>
    [Parameter]
    public string? CgroupParent { get; set; }

    /// <summary>How it is kept apart from others: default, process or hyperv on Windows engines; Linux engines know default only.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(IsolationCompleter))]
    public string? Isolation { get; set; }

    /// <summary>More groups for its user, by name or id.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? GroupAdd { get; set; }

    /// <summary>Settings of the kernel that a container has for itself: 'net.core.somaxconn=1024', or @{ 'net.core.somaxconn' = 1024 }.</summary>
    [Parameter]
    public object[]? Sysctl { get; set; }

    /// <summary>Rules for devices by their numbers: 'c 42:* rmw' (a, b or c; major:minor; of r, w and m).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? DeviceCgroupRule { get; set; }

    /// <summary>Annotations, which the engine passes on to the runtime: 'name=value', or @{ name = 'value' }. Needs Engine API 1.43.</summary>
    [Parameter]
    public object[]? Annotation { get; set; }

    /// <summary>Gives the container the engine's socket, /var/run/docker.sock, and, in /run/secrets/docker/config.json, all the credentials
    /// for registries that are stored here. A variable DOCKER_CONFIG of the container's own leaves the credentials out.
    /// Whoever is in the container commands the engine. Not for Windows containers.</summary>
    [Parameter]
    public SwitchParameter UseApiSocket { get; set; }
}
