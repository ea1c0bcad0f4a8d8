using DockerPS.Engine.Configuration;

namespace DockerPS.Tests.Configuration;

/// <summary>Answers for credential helpers and keeps what was asked.</summary>
internal sealed class RecordingHelper : ICredentialHelper
{
    public List<string> Asked { get; } = [];

    public HashSet<string> Programs { get; } = [];

    public Dictionary<string, RegistryAuth> Answers { get; } = [];

    public bool ProgramExists(string program) => Programs.Contains(program);

    public Task<RegistryAuth?> GetAsync(string helper, string key, CancellationToken cancellationToken)
    {
        Asked.Add($"{helper} {key}");
        return Task.FromResult(Answers.GetValueOrDefault(key));
    }

    public Task<IReadOnlyList<string>> ListAsync(string helper, CancellationToken cancellationToken)
    {
        Asked.Add($"{helper} list");
        return Task.FromResult<IReadOnlyList<string>>([.. Answers.Keys]);
    }
}
