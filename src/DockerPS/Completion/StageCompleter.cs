using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DockerPS.Engine.Streams.Build;
using DockerPS.Hosting;

namespace DockerPS.Completion;

/// <summary>Completes the stages of the Dockerfile that the command line names.</summary>
internal sealed class StageCompleter : IArgumentCompleter
{
    // A Dockerfile is never that long, and whatever else is must not hold up the line that is being typed.
    private const long LongestFile = 1024 * 1024;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<Candidate> candidates;
        try
        {
            string folder = SessionPath.Current();
            candidates = [.. Stages(folder, Text(fakeBoundParameters, "Path") ?? Text(fakeBoundParameters, "LiteralPath"), Text(fakeBoundParameters, "File"))];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A completion that fails must not disturb the line that is being typed.
            candidates = [];
        }

        return CompletionText.Results(candidates, wordToComplete?.Trim('\'', '"') ?? "");
    }

    /// <summary>The named stages of a Dockerfile.</summary>
    /// <param name="folder">Where relative paths begin.</param>
    /// <param name="context">The context; null for the folder.</param>
    /// <param name="file">The Dockerfile; null for the context's own.</param>
    internal static IEnumerable<Candidate> Stages(string folder, string? context, string? file)
    {
        string root = Path.GetFullPath(context ?? ".", folder);
        string[] places = file is null
            ? [Path.Join(root, "Dockerfile"), Path.Join(root, "dockerfile")]
            : [Path.GetFullPath(file, folder), Path.GetFullPath(file, root)];
        if (places.Select(static place => new FileInfo(place)).FirstOrDefault(static place => place is { Exists: true, Length: < LongestFile }) is not { } found)
        {
            return [];
        }

        return DockerfileText.Parse(File.ReadAllText(found.FullName)).Stages.OfType<string>().Select(name => new Candidate(name, $"stage of {found.Name}"));
    }

    private static string? Text(IDictionary bound, string name) => Bare.Of(bound[name])?.ToString();
}
