namespace DockerPS.Engine.Requests;

/// <summary>Whose namespace a container lives in: docker's --pid, --ipc, --uts, --userns and --cgroupns.</summary>
internal static class NamespaceMode
{
    private const string ContainerPrefix = "container:";

    /// <summary>Checks a mode.</summary>
    /// <param name="parameter">The parameter, for messages.</param>
    /// <param name="text">What was given; empty is the engine's own choice.</param>
    /// <param name="words">The modes that there are.</param>
    /// <param name="joins">True where a container can share that of another.</param>
    /// <exception cref="InvalidRequestException">It is none of the modes.</exception>
    public static string Parse(string parameter, string text, IReadOnlyList<string> words, bool joins = false)
    {
        bool shares = joins && text.StartsWith(ContainerPrefix, StringComparison.Ordinal) && text.Length > ContainerPrefix.Length;
        return text.Length == 0 || words.Contains(text) || shares
            ? text
            : throw RequestText.Wrong(parameter, text, "it is not a namespace's mode", string.Join(", ", words) + (joins ? " or container:<name>" : ""));
    }
}
