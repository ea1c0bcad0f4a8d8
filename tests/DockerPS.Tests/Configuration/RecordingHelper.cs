using DockerPS.Engine.Configuration;

namespace DockerPS.Tests.Configuration;

/// <summary>Answers for credential helpers and keeps what was asked.</summary>
internal sealed class RecordingHelper : ICredentialHelper
{
    public List<string> Asked { get; } = [];

    public HashSet<string> Programs { get; } = [];

    public Dictionary<string, RegistryAuth> Answers { get; } = [];

    /// <summary>The helpers that cannot list, nor answer for the keys that begin with "broken".</summary>
    public HashSet<string> Failing { get; } = [];

    public bool ProgramExists(string program) => Programs.Contains(program);

    public Task<RegistryAuth?> GetAsync(string helper, string key, CancellationToken cancellationToken)
    {
        Asked.Add($"{helper} {key}");
        return Failing.Contains(helper) && key.StartsWith("broken", StringComparison.Ordinal)
            ? Task.FromException<RegistryAuth?>(new DockerConfigurationException($"The credential helper '{helper}' failed for '{key}'."))
            : Task.FromResult(Answers.GetValueOrDefault(key));
    }

    public Task StoreAsync(string helper, RegistryAuth auth, CancellationToken cancellationToken)
    {
        Asked.Add($"{helper} store {auth.ServerAddress}");
        Answers[auth.ServerAddress] = auth;
        return Task.CompletedTask;
    }

    public Task EraseAsync(string helper, string key, CancellationToken cancellationToken)
    {
        Asked.Add($"{helper} erase {key}");
        Answers.Remove(key);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, string>> ListAsync(string helper, CancellationToken cancellationToken)
    {
        Asked.Add($"{helper} list");
        return Failing.Contains(helper)
            ? Task.FromException<IReadOnlyDictionary<string, string>>(new DockerConfigurationException($"The credential helper '{helper}' did not list."))
            : Task.FromResult<IReadOnlyDictionary<string, string>>(
                Answers.ToDictionary(static pair => pair.Key, static pair => pair.Value.IdentityToken is null ? pair.Value.Username! : "<token>"));
    }
}
