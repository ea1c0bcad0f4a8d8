using System.Globalization;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Swarm;

/// <summary>A manager of a swarm with what a test adds to it, on a scripted server.</summary>
internal sealed class ScriptedSwarm(string apiVersion = "1.41") : ScriptedRoutes<ScriptedSwarm>(apiVersion)
{
    public const string SelfId = "selfnode00000000000000001";

    /// <summary>What a worker answers to all that only managers do.</summary>
    public const string WorkerRefusal = """
        {"message":"This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager."}
        """;

    /// <summary>What an engine in no swarm answers.</summary>
    public const string NoSwarm = """
        {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
        """;

    public const string OutOfSequence = """{"message":"rpc error: code = Unknown desc = update out of sequence"}""";

    /// <summary>GET /info of a manager.</summary>
    public ScriptedSwarm AsManager() => On("GET /info", 200, $$$"""
        {"Name":"boss","Swarm":{"NodeID":"{{{SelfId}}}","NodeAddr":"10.0.0.1","LocalNodeState":"active","ControlAvailable":true,"Error":"",
         "RemoteManagers":[{"NodeID":"{{{SelfId}}}","Addr":"10.0.0.1:2377"}],"Nodes":3,"Managers":1,"Cluster":{"ID":"cluster000000000000000001"} } }
        """);

    /// <summary>GET /info of a worker.</summary>
    public ScriptedSwarm AsWorker() => On("GET /info", 200, $$$"""
        {"Name":"hand","Swarm":{"NodeID":"{{{SelfId}}}","NodeAddr":"10.0.0.3","LocalNodeState":"active","ControlAvailable":false,"Error":"",
         "RemoteManagers":[{"NodeID":"m1","Addr":"10.0.0.1:2377"},{"NodeID":"m2","Addr":"10.0.0.2:2377"}] } }
        """);

    /// <summary>An object that can be found by name and id.</summary>
    /// <param name="path">Where such objects are: /secrets.</param>
    /// <param name="name">Its name.</param>
    /// <param name="id">Its id.</param>
    /// <param name="version">Its version.</param>
    /// <param name="spec">Its spec, without braces.</param>
    public ScriptedSwarm With(string path, string name, string id, int version = 5, string spec = "")
    {
        string body = Item(name, id, version, spec);
        return On($"GET {path}/{name}", 200, body).On($"GET {path}/{id}", 200, body).On($"GET {path}", 200, $"[{body}]");
    }

    public static string Item(string name, string id, int version, string spec = "")
    {
        string more = spec.Length > 0 ? "," + spec : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"ID":"{{{id}}}","Version":{"Index":{{{version}}} },"CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-01-02T00:00:00Z","Spec":{"Name":"{{{name}}}","Labels":{"a":"1"}{{{more}}}} }""");
    }
}
