namespace DockerPS.Engine.Streams;

/// <summary>Where a line of a service's log is from, as the engine writes it before the line: com.docker.swarm.node.id=...,
/// ...service.id=..., ...task.id=... and the details that the log options name, each escaped as in an address.</summary>
/// <param name="NodeId">The node's full id.</param>
/// <param name="ServiceId">The service's full id.</param>
/// <param name="TaskId">The task's full id.</param>
/// <param name="Details">The other details, name=value as the engine writes them; empty where there are none.</param>
internal sealed record ServiceLogContext(string NodeId, string ServiceId, string TaskId, IReadOnlyList<KeyValuePair<string, string>> Details)
{
    private const string Prefix = "com.docker.swarm.";
    private const string Node = Prefix + "node.id";
    private const string Service = Prefix + "service.id";
    private const string Task = Prefix + "task.id";

    /// <summary>Reads the word before a line; null where it is none of these.</summary>
    public static ServiceLogContext? Parse(string word)
    {
        if (!word.Contains(Task, StringComparison.Ordinal))
        {
            return null;
        }

        string node = "", service = "", task = "";
        List<KeyValuePair<string, string>> details = [];
        foreach (string pair in word.Split(','))
        {
            int equals = pair.IndexOf('=');
            string name = Unescape(equals < 0 ? pair : pair[..equals]);
            string value = equals < 0 ? "" : Unescape(pair[(equals + 1)..]);
            switch (name)
            {
                case Node:
                    node = value;
                    break;
                case Service:
                    service = value;
                    break;
                case Task:
                    task = value;
                    break;
                default:
                    details.Add(new(name, value));
                    break;
            }
        }

        details.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return new ServiceLogContext(node, service, task, details);
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
