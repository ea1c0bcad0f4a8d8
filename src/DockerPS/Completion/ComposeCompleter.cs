using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DockerPS.Engine.Compose;
using DockerPS.Hosting;

namespace DockerPS.Completion;

/// <summary>Completes names of the compose files that the command line names, or that the current folder has.</summary>
internal abstract class ComposeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<Candidate> candidates;
        try
        {
            string folder = SessionPath.Current();
            candidates = [.. Candidates(Read(folder, Texts(fakeBoundParameters, "Path") ?? Texts(fakeBoundParameters, "LiteralPath") ?? []))];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A completion that fails must not disturb the line that is being typed.
            candidates = [];
        }

        return CompletionText.Results(candidates, wordToComplete?.Trim('\'', '"') ?? "");
    }

    /// <summary>The names of a project that fit.</summary>
    private protected abstract IEnumerable<Candidate> Candidates(ComposeTree tree);

    /// <summary>The names of a project's files.</summary>
    /// <param name="folder">Where relative paths begin.</param>
    /// <param name="paths">The files; none for those of the folder.</param>
    internal IEnumerable<Candidate> Names(string folder, params string[] paths) => Candidates(Read(folder, paths));

    // Without interpolation nothing that is not set yet stands in the way.
    private static ComposeTree Read(string folder, IEnumerable<string> paths) => ComposeTreeLoader.Load(new ComposeLoadOptions
    {
        Paths = [.. paths.Select(path => Path.GetFullPath(path, folder))],
        ProjectName = "completion",
        Profiles = ["*"],
        Environment = new Dictionary<string, string>(),
        CurrentDirectory = folder,
        NoInterpolate = true,
        NoEnvironmentResolution = true,
    });

    private static IEnumerable<string>? Texts(IDictionary bound, string name) => Bare.Of(bound[name]) switch
    {
        null => null,
        string text => [text],
        IEnumerable list => [.. list.Cast<object?>().Select(Bare.Of).OfType<string>()],
        _ => null,
    };
}
