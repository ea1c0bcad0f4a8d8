using System.Management.Automation;

namespace DockerPS.Hosting;

public abstract partial class RunParametersCmdlet
{
    /// <summary>Ports to publish: '8080:80', '127.0.0.1:8080:80/tcp', '[::1]:53:53/udp', '8000-8010:8000-8010', 80 (on any free port),
    /// @{ 8080 = 80 }, or the Ports of a container.</summary>
    [Parameter]
    [Alias("p")]
    public object[]? Publish { get; set; }

    /// <summary>Publishes every exposed port on a free port.</summary>
    [Parameter]
    public SwitchParameter PublishAll { get; set; }

    /// <summary>Ports to expose without publishing them: 80, '80/udp', '3000-3005'.</summary>
    [Parameter]
    public object[]? Expose { get; set; }

    /// <summary>The network: its name or id, bridge, host, none, or container:name. Several networks need Engine API 1.44.</summary>
    [Parameter]
    [Alias("Net")]
    [ValidateNotNullOrEmpty]
    public string[]? Network { get; set; }

    /// <summary>More names of the container in the (first) network, which must be one that someone made.</summary>
    [Parameter]
    [Alias("NetAlias")]
    [ValidateNotNullOrEmpty]
    public string[]? NetworkAlias { get; set; }

    /// <summary>The container's host name; by default its short id.</summary>
    [Parameter]
    [Alias("h")]
    public string? Hostname { get; set; }

    /// <summary>Lines for /etc/hosts: 'db:10.0.0.2', 'db=::1', 'host.docker.internal:host-gateway', or @{ db = '10.0.0.2' }.</summary>
    [Parameter]
    [Alias("ExtraHost")]
    public object[]? AddHost { get; set; }

    /// <summary>Name servers, by address.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Dns { get; set; }

    /// <summary>Options of the resolver, such as ndots:2.</summary>
    [Parameter]
    [Alias("DnsOpt")]
    [ValidateNotNullOrEmpty]
    public string[]? DnsOption { get; set; }

    /// <summary>Domains in which short names are looked for.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? DnsSearch { get; set; }
}
