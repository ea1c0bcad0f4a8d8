namespace DockerPS.Engine.Requests;

/// <summary>An instruction of a Dockerfile as docker import takes it: one that changes what containers of the image begin with.</summary>
internal static class ImportInstruction
{
    private static readonly string[] s_allowed =
        ["CMD", "ENTRYPOINT", "ENV", "EXPOSE", "HEALTHCHECK", "LABEL", "ONBUILD", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"];

    /// <exception cref="InvalidRequestException">It is none, or nothing follows it.</exception>
    public static void Check(string text)
    {
        string[] words = text.Split([' ', '\t', '\r', '\n'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string name = words.Length > 0 ? words[0].ToUpperInvariant() : "";
        if (!s_allowed.Contains(name))
        {
            throw new InvalidRequestException("BadParameter", $"'{DisplayText.Of(text)}' cannot be applied to an imported image: it is none of {string.Join(", ", s_allowed)}.");
        }

        if (words.Length < 2)
        {
            throw new InvalidRequestException("BadParameter", $"'{DisplayText.Of(text)}' says nothing: what {name} is to be is missing.");
        }
    }
}
