using System.Text;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Networks;

/// <summary>An engine with a few networks and containers, on a scripted server.</summary>
internal sealed class ScriptedNetworks(string apiVersion = "1.41") : ScriptedRoutes<ScriptedNetworks>(apiVersion)
{
    /// <summary>Networks that can be found by name and id, and that are in the list, with the containers in them.</summary>
    public ScriptedNetworks With(params (string Name, char Id, string Containers)[] networks)
    {
        foreach ((string name, char id, string containers) in networks)
        {
            string body = Network(name, id, containers);
            On($"GET /networks/{name}", 200, body).On($"GET /networks/{IdOf(id)}", 200, body);
        }

        return On("GET /networks", 200, $"[{string.Join(',', networks.Select(static network => Network(network.Name, network.Id, "{}")))}]");
    }

    /// <summary>A container that can be found by name and id, in these networks.</summary>
    public ScriptedNetworks WithContainer(string name, char id, string networks = "{}")
    {
        string body = $$$"""{"Id":"{{{IdOf(id)}}}","Name":"/{{{name}}}","State":{},"NetworkSettings":{"Networks":{{{networks}}}}}""";
        return On($"GET /containers/{name}/json", 200, body).On($"GET /containers/{IdOf(id)}/json", 200, body);
    }

    /// <summary>An id of 64 digits.</summary>
    public static string IdOf(char digit) => new StringBuilder().Append(digit, 64).ToString();

    private static string Network(string name, char id, string containers) =>
        $$$"""{"Name":"{{{name}}}","Id":"{{{IdOf(id)}}}","Scope":"local","Driver":"bridge","IPAM":{"Driver":"default","Options":null,"Config":[]},"Containers":{{{containers}}}}""";
}
