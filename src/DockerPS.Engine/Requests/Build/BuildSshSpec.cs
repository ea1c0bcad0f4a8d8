using System.Collections;

namespace DockerPS.Engine.Requests.Build;

/// <summary>An ssh agent or keys for RUN --mount=type=ssh: docker's --ssh.</summary>
/// <param name="Id">The id by which RUN asks for it; default where it asks for none.</param>
/// <param name="Paths">The socket of an agent, or files of keys, as the user wrote them; empty for the user's own agent.</param>
internal sealed record BuildSshSpec(string Id, IReadOnlyList<string> Paths)
{
    private const string Form = "'default', 'default=socket', 'github=key1,key2' or @{ github = 'key1', 'key2' }";

    /// <summary>Reads docker's text, or a table of ids and paths.</summary>
    /// <exception cref="InvalidRequestException">It cannot be read.</exception>
    public static IEnumerable<BuildSshSpec> Parse(object? value) => value switch
    {
        string text => [OfText(text)],
        IDictionary table => table.Cast<DictionaryEntry>().Select(static pair => new BuildSshSpec(Checked(RequestText.Of(pair.Key)), PathsOf(pair.Value))),
        _ => throw RequestText.WrongType("Ssh", value, Form),
    };

    private static BuildSshSpec OfText(string text)
    {
        (string id, string? paths) = RequestText.Cut(text, '=');
        return new BuildSshSpec(Checked(id), string.IsNullOrEmpty(paths) ? [] : paths.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Checked(string id) => id.Length > 0 ? id : throw RequestText.Wrong("Ssh", id, "it has no id", Form);

    private static IReadOnlyList<string> PathsOf(object? value) => value switch
    {
        null => [],
        string text => text.Length == 0 ? [] : [text],
        IEnumerable list => [.. list.Cast<object?>().Select(RequestText.Of)],
        _ => [RequestText.Of(value)],
    };
}
