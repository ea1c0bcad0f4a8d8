using System.Text.Json;
using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests;

/// <summary>docker's --security-opt.</summary>
/// <param name="Options">What the engine is given.</param>
/// <param name="UnconfinedPaths">True where systempaths=unconfined was among them, which only the client knows.</param>
internal sealed record SecurityOptions(IReadOnlyList<string> Options, bool UnconfinedPaths)
{
    private const string Form = "'no-new-privileges', 'seccomp=unconfined', 'seccomp=<file>', 'apparmor=<profile>', 'label=<label>' or 'systempaths=unconfined'";

    /// <summary>Reads the options; the file of a seccomp profile goes to the engine as its content.</summary>
    /// <param name="texts">What the user gave.</param>
    /// <param name="readFile">Reads a file by the path that the user gave.</param>
    /// <exception cref="InvalidRequestException">An option cannot be read, or a profile is not JSON.</exception>
    public static SecurityOptions Parse(IEnumerable<string> texts, Func<string, string> readFile)
    {
        List<string> options = [];
        bool unconfined = false;
        foreach (string text in texts)
        {
            (string name, string? value) = RequestText.Cut(text, '=');
            if (value is null && name != "no-new-privileges")
            {
                (name, value) = RequestText.Cut(text, ':');
            }

            if (string.IsNullOrEmpty(value) && name != "no-new-privileges")
            {
                throw RequestText.Wrong("SecurityOption", text, "it has no value", Form);
            }

            if (text == "systempaths=unconfined")
            {
                unconfined = true;
            }
            else
            {
                options.Add(name == "seccomp" && value is not ("unconfined" or "builtin") ? "seccomp=" + Profile(text, value!, readFile) : text);
            }
        }

        return new SecurityOptions(options, unconfined);
    }

    private static string Profile(string text, string path, Func<string, string> readFile)
    {
        string content = readFile(path);
        try
        {
            return JsonNode.Parse(content)?.ToJsonString() ?? "{}";
        }
        catch (JsonException exception)
        {
            throw RequestText.Wrong("SecurityOption", text, $"the profile is not JSON ({exception.Message})", Form);
        }
    }
}
