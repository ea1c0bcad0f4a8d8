using System.Management.Automation;
using DockerPS.Completion;

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

    /// <summary>The networks: names or ids, bridge, host, none, or container:name; with options of their own as docker writes them,
    /// 'name=web,alias=db,ip=172.20.0.10,ip6=..,link-local-ip=..,mac-address=..,driver-opt=key=value,gw-priority=1', or as a table,
    /// @{ Name = 'web'; Alias = 'db', 'sql'; IPAddress = '172.20.0.10'; DriverOption = @{ key = 'value' }; GatewayPriority = 1 };
    /// or networks of Get-DockerNetwork.</summary>
    /// <remarks>Before Engine API 1.44 the container is made in the first network and connected to the others before it is started.
    /// gw-priority needs Engine API 1.48, mac-address on a second network 1.44.</remarks>
    [Parameter]
    [Alias("Net")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkModeCompleter))]
    public object[]? Network { get; set; }

    /// <summary>More names of the container in the (first) network, which must be one that someone made.</summary>
    [Parameter]
    [Alias("NetAlias")]
    [ValidateNotNullOrEmpty]
    public string[]? NetworkAlias { get; set; }

    /// <summary>The IPv4 address in the (first) network, whose subnet must have been chosen by whoever made it.</summary>
    [Parameter]
    [Alias("IP")]
    [ValidateNotNullOrEmpty]
    public string? IPAddress { get; set; }

    /// <summary>The IPv6 address in the (first) network, whose subnet must have been chosen by whoever made it.</summary>
    [Parameter]
    [Alias("IP6")]
    [ValidateNotNullOrEmpty]
    public string? IPv6Address { get; set; }

    /// <summary>Link-local addresses in the (first) network, IPv4 or IPv6.</summary>
    [Parameter]
    [Alias("LinkLocalIP")]
    [ValidateNotNullOrEmpty]
    public string[]? LinkLocalIPAddress { get; set; }

    /// <summary>The MAC address, in the first network where there are several: 92:d0:c6:0a:29:33. By default the engine makes one up.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MacAddress { get; set; }

    /// <summary>Links to other containers: 'db', 'db:alias', or @{ db = 'alias' }. In a network that someone made the alias is known
    /// to this container only; in bridge it is docker's old way, with variables.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public object[]? Link { get; set; }

    /// <summary>The container's host name; by default its short id.</summary>
    [Parameter]
    [Alias("h")]
    public string? Hostname { get; set; }

    /// <summary>The container's NIS domain name.</summary>
    [Parameter]
    public string? DomainName { get; set; }

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
