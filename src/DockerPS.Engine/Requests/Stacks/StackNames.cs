using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Stacks;

/// <summary>How what belongs to a stack is named and labelled, as docker stack deploy does it.</summary>
internal static class StackNames
{
    /// <summary>The label by which all that belongs to a stack is found.</summary>
    public const string NamespaceLabel = "com.docker.stack.namespace";

    /// <summary>The label of a service that has the image as the file names it, before its digest was looked up.</summary>
    public const string ImageLabel = "com.docker.stack.image";

    /// <summary>The key of the network that services are in which name none.</summary>
    public const string DefaultNetwork = "default";

    /// <summary>The name on the engine of what the file gives no name of its own.</summary>
    public static string Scope(string stack, string key) => $"{stack}_{key}";

    /// <summary>The name on the engine of a network, which is the file's own where it gives one.</summary>
    public static string Of(string stack, ComposeNetwork network) =>
        network.IsNameGiven ? network.Name : network.External ? network.Key : Scope(stack, network.Key);

    /// <summary>The name on the engine of a volume.</summary>
    public static string Of(string stack, ComposeVolume volume) =>
        volume.IsNameGiven ? volume.Name : volume.External ? volume.Key : Scope(stack, volume.Key);

    /// <summary>The name on the engine of a secret or config.</summary>
    public static string Of(string stack, ComposeFileObject file) =>
        file.IsNameGiven ? file.Name : file.External ? file.Key : Scope(stack, file.Key);

    /// <summary>Labels with the stack's own.</summary>
    public static JsonObject Labels(string stack, IEnumerable<KeyValuePair<string, string>> labels)
    {
        var json = new JsonObject();
        foreach ((string name, string value) in labels)
        {
            json[name] = value;
        }

        json[NamespaceLabel] = stack;
        return json;
    }

    /// <summary>False for the networks that every engine has, which take no aliases and are not looked for.</summary>
    public static bool IsUserDefined(string network) =>
        network is not ("default" or "bridge" or "host" or "none") && !network.StartsWith("container:", StringComparison.Ordinal);

    /// <exception cref="InvalidRequestException">No stack can have that name.</exception>
    public static void Check(string stack)
    {
        // Names of services and networks begin with it, and the engine takes these letters there.
        if (stack.Length == 0 || !char.IsAsciiLetterOrDigit(stack[0]) || !stack.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.'))
        {
            throw new InvalidRequestException("BadStackName", $"'{DisplayText.OfMessage(stack)}' is no name of a stack: letters, digits, _, - and . are, and it begins with a letter or digit.");
        }
    }
}
