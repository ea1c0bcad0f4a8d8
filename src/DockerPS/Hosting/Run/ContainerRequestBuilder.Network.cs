using System.Net.Sockets;
using System.Text.Json.Nodes;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting;

internal sealed partial class ContainerRequestBuilder
{
    private void AddPorts()
    {
        SetSwitch(_host, "PublishAllPorts", "PublishAll", parameters.PublishAll);
        var exposed = new JsonObject();
        var bindings = new JsonObject();
        foreach (PublishedPort port in PublishedPort.ParseAll(PlainInput.AllOf(parameters.Publish)))
        {
            exposed[port.Port] = new JsonObject();
            if (bindings[port.Port] is not JsonArray list)
            {
                bindings[port.Port] = list = [];
            }

            list.Add(new JsonObject { ["HostIp"] = port.HostAddress, ["HostPort"] = port.HostPort });
        }

        foreach (string port in PlainInput.AllOf(parameters.Expose).SelectMany(ExposedPort.Parse))
        {
            exposed[port] = new JsonObject();
        }

        SetSome(_config, "ExposedPorts", exposed);
        SetSome(_host, "PortBindings", bindings);
    }

    private void AddNetwork()
    {
        SetList(_host, "Dns", parameters.Dns);
        SetList(_host, "DnsOptions", parameters.DnsOption);
        SetList(_host, "DnsSearch", parameters.DnsSearch);
        SetList(_host, "ExtraHosts", parameters.AddHost is null ? null : KeyValueText.Of(parameters.AddHost, "=", "-AddHost").Select(ExtraHost.Parse));
        SetList(_host, "Links", Links());
    }

    /// <summary>The networks, with what stands in parameters of its own laid on the first.</summary>
    private NetworkPlan ReadNetworks()
    {
        List<NetworkSpec> networks = [.. NetworkSpec.ParseAll(PlainInput.AllOf(parameters.Network))];
        NetworkSpec.Check(networks);
        NetworkSpec first = WithOptions(networks.Count > 0 ? networks[0] : new NetworkSpec { Name = "default" });
        if (networks.Count > 0)
        {
            networks[0] = first;
        }
        else if (first.ToJson(withMac: true).Count > 0)
        {
            networks.Add(first);
        }

        foreach (NetworkSpec network in networks)
        {
            network.CheckNames();
        }

        var plan = new NetworkPlan(networks);
        _requirements.AddRange(plan.Requirements);
        return plan;
    }

    private NetworkSpec WithOptions(NetworkSpec network)
    {
        if (parameters.NetworkAlias is { } aliases)
        {
            Exclude("NetworkAlias", network.Aliases.Count > 0);
            network = network.IsUserDefined
                ? network with { Aliases = aliases }
                : throw new InvalidRequestException("OptionConflict", "-NetworkAlias needs -Network with a network of your own: the engine's own networks know no aliases.");
        }

        if (Links() is { } links)
        {
            Exclude("Link", network.Links.Count > 0);
            // In the engine's own networks a link is the container's, not its endpoint's.
            network = network.IsUserDefined ? network with { Links = links } : network;
        }

        if (parameters.IPAddress is { } ipv4)
        {
            Exclude("IPAddress", network.IPv4 is not null);
            network = network with { IPv4 = AddressText.Checked("IPAddress", ipv4, AddressFamily.InterNetwork) };
        }

        if (parameters.IPv6Address is { } ipv6)
        {
            Exclude("IPv6Address", network.IPv6 is not null);
            network = network with { IPv6 = AddressText.Checked("IPv6Address", ipv6, AddressFamily.InterNetworkV6) };
        }

        if (parameters.LinkLocalIPAddress is { } local)
        {
            Exclude("LinkLocalIPAddress", network.LinkLocal.Count > 0);
            network = network with { LinkLocal = [.. local.Select(static address => AddressText.Checked("LinkLocalIPAddress", address))] };
        }

        if (parameters.MacAddress is { } mac)
        {
            Exclude("MacAddress", network.Mac is not null);
            network = network with { Mac = MacAddress.Parse("MacAddress", mac) };
        }

        return network;
    }

    private string[]? Links() => parameters.Link is null ? null : [.. KeyValueText.Of(parameters.Link, ":", "-Link").Select(LinkSpec.Parse)];

    private static void Exclude(string parameter, bool isGiven)
    {
        if (isGiven)
        {
            throw new InvalidRequestException("OptionConflict", $"-{parameter} and the options of -Network say the same twice. Leave one out.");
        }
    }
}
