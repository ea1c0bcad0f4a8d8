using System.Collections;

namespace DockerPS.Engine.Requests;

/// <summary>A temporary file system in a container: docker's --tmpfs.</summary>
/// <param name="Path">Where it is mounted.</param>
/// <param name="Options">Options of the mount, such as size=64m,mode=1777; may be empty.</param>
internal sealed record TmpfsSpec(string Path, string Options)
{
    private const string Form = "'/run', '/run:size=64m,mode=1777' or @{ '/run' = 'size=64m' }";

    /// <summary>Reads a text or a table of path = options.</summary>
    /// <exception cref="InvalidRequestException">The value cannot be read.</exception>
    public static IEnumerable<TmpfsSpec> Parse(object? value) => value switch
    {
        string text => [Of(text, RequestText.Cut(text, ':'))],
        IDictionary table => table.Cast<DictionaryEntry>().Select(static pair => Of(RequestText.Of(pair.Key), (RequestText.Of(pair.Key), RequestText.Of(pair.Value)))),
        _ => throw RequestText.WrongType("Tmpfs", value, Form),
    };

    private static TmpfsSpec Of(string given, (string Path, string? Options) parts) => parts.Path.StartsWith('/')
        ? new TmpfsSpec(parts.Path, parts.Options ?? "")
        : throw RequestText.Wrong("Tmpfs", given, "the path in the container does not begin with '/'", Form);
}
