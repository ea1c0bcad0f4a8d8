namespace DockerPS.Engine.Compose;

/// <summary>The name of a project.</summary>
internal static class ProjectName
{
    private const string Form = "lower-case letters, digits, - and _, beginning with a letter or a digit";

    /// <summary>A name that somebody gave.</summary>
    /// <exception cref="ComposeException">It cannot be the name of a project.</exception>
    public static string Checked(string name, string origin) => name.Length > 0 && name == Normalize(name)
        ? name
        : throw new ComposeException(ComposePosition.None, $"{origin}: \"{DisplayText.Of(name)}\" is no name of a project", Form) { ErrorId = "ComposeProjectNameInvalid" };

    /// <summary>A text without what a name cannot hold.</summary>
    public static string Normalize(string text)
    {
        string kept = string.Concat(text.ToLowerInvariant().Where(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_'));
        return kept.TrimStart('-', '_');
    }
}
