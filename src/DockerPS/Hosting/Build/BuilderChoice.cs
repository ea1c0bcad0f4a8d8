using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;

namespace DockerPS.Hosting;

/// <summary>Chooses between an engine's two builders, as the docker CLI does.</summary>
internal static class BuilderChoice
{
    public const string Variable = "DOCKER_BUILDKIT";

    private static readonly string[] s_true = ["1", "t", "T", "TRUE", "true", "True"];
    private static readonly string[] s_false = ["0", "f", "F", "FALSE", "false", "False"];

    /// <param name="wanted">What the user chose.</param>
    /// <param name="needBuildKit">The parameters given that only BuildKit has.</param>
    /// <param name="identity">What the engine says of itself.</param>
    /// <param name="engine">The engine's name, for messages.</param>
    /// <param name="environment">Where DOCKER_BUILDKIT is.</param>
    /// <exception cref="InvalidRequestException">What was chosen and what is needed do not fit, or DOCKER_BUILDKIT is neither true nor false.</exception>
    /// <exception cref="NotSupportedByEngineException">The engine has no BuildKit.</exception>
    public static BuilderType Choose(
        BuilderType wanted, IReadOnlyCollection<string> needBuildKit, EngineIdentity identity, string engine, DockerEnvironment environment)
    {
        BuilderType chosen = wanted == BuilderType.Auto ? OfEnvironment(environment) : wanted;
        string? lacking = identity.IsPodman ? $"'{engine}' is podman, which builds with its own builder only"
            : identity.OperatingSystem == "windows" ? $"'{engine}' builds Windows images, for which it has the classic builder only"
            : null;
        if (chosen == BuilderType.Classic && needBuildKit.Count > 0)
        {
            string needs = $"{Names(needBuildKit)} {(needBuildKit.Count == 1 ? "needs" : "need")} BuildKit";
            bool isGiven = wanted == BuilderType.Classic;
            throw new InvalidRequestException("BuilderConflict", isGiven
                ? $"{needs}, but -Builder Classic was given."
                : $"{needs}, but the environment variable {Variable} asks for the classic builder.")
            {
                Advice = isGiven ? "Leave -Builder out, or give -Builder BuildKit." : $"Give -Builder BuildKit, or remove {Variable}.",
            };
        }

        if (lacking is not null && (wanted == BuilderType.BuildKit || needBuildKit.Count > 0))
        {
            string what = wanted == BuilderType.BuildKit ? "-Builder BuildKit" : Names(needBuildKit);
            throw new NotSupportedByEngineException($"{what} cannot be had: {lacking}.");
        }

        return chosen switch
        {
            BuilderType.Classic => BuilderType.Classic,
            _ when lacking is not null => BuilderType.Classic,
            BuilderType.BuildKit => BuilderType.BuildKit,
            _ => needBuildKit.Count > 0 || identity.BuilderVersion == "2" ? BuilderType.BuildKit : BuilderType.Classic,
        };
    }

    private static BuilderType OfEnvironment(DockerEnvironment environment) => environment.Get(Variable) switch
    {
        null => BuilderType.Auto,
        string text when s_true.Contains(text) => BuilderType.BuildKit,
        string text when s_false.Contains(text) => BuilderType.Classic,
        string text => throw new InvalidRequestException(
            "BadEnvironment", $"The environment variable {Variable} is '{Engine.DisplayText.Of(text)}'; it has to be 1 or 0, true or false."),
    };

    private static string Names(IEnumerable<string> parameters) => string.Join(", ", parameters.Select(static name => "-" + name));
}
