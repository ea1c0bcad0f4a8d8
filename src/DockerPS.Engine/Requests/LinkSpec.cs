namespace DockerPS.Engine.Requests;

/// <summary>A link to another container: docker's --link.</summary>
internal static class LinkSpec
{
    private const string Form = "'db', 'db:alias' or @{ db = 'alias' }";

    /// <summary>Checks container[:alias]; also /container:/this/alias, which is how the engine shows the links of a container.</summary>
    /// <exception cref="InvalidRequestException">The text cannot be read.</exception>
    public static string Parse(string text)
    {
        (string name, string? alias) = RequestText.Cut(text, ':');
        if (name.Trim('/').Length == 0 || alias is "" || alias?.Contains(':') == true)
        {
            throw RequestText.Wrong("Link", text, alias is { Length: > 0 } && alias.Contains(':') ? "it has too many colons" : "the container or its alias is missing", Form);
        }

        return text;
    }
}
