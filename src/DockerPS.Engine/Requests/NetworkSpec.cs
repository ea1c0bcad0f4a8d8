namespace DockerPS.Engine.Requests;

/// <summary>The networks of a new container: docker's --network.</summary>
internal static class NetworkSpec
{
    private const string Form = "the name or id of a network, bridge, host, none or container:<name>";

    /// <summary>Checks what -Network was given.</summary>
    /// <exception cref="InvalidRequestException">A name is empty, given twice, or is docker's long form; or modes and networks are mixed.</exception>
    public static IReadOnlyList<string> Parse(IReadOnlyList<string> networks)
    {
        foreach (string network in networks)
        {
            if (string.IsNullOrWhiteSpace(network))
            {
                throw RequestText.Wrong("Network", network, "it is empty", Form);
            }

            if (network.Contains('='))
            {
                throw RequestText.Wrong(
                    "Network", network, "options of a network go into -Configuration @{ NetworkingConfig = @{ EndpointsConfig = ... } }", Form);
            }
        }

        if (networks.Distinct(StringComparer.Ordinal).Count() != networks.Count)
        {
            throw RequestText.Wrong("Network", string.Join(", ", networks), "a network is named twice", Form);
        }

        if (networks.Count > 1 && !networks.All(IsUserDefined))
        {
            throw RequestText.Wrong("Network", string.Join(", ", networks), "host, none, bridge and container:<name> cannot be joined with other networks", Form);
        }

        return networks;
    }

    /// <summary>True for a network that someone made; false for the modes that every engine has.</summary>
    public static bool IsUserDefined(string network) =>
        network is not ("default" or "bridge" or "host" or "none" or "nat") && !network.StartsWith("container:", StringComparison.Ordinal);
}
