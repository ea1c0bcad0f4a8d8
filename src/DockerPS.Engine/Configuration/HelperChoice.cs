namespace DockerPS.Engine.Configuration;

/// <summary>Which credential helper keeps a registry's credentials, as the docker CLI chooses it.</summary>
/// <param name="environment">The platform, which has a helper of its own.</param>
/// <param name="helper">Knows which helpers are installed.</param>
/// <param name="config">config.json.</param>
internal sealed class HelperChoice(DockerEnvironment environment, ICredentialHelper helper, DockerConfigFile config)
{
    /// <summary>The helper of all registries that have none of their own: that of credsStore, else the platform's; null is config.json itself.</summary>
    public string? Store => config.CredentialStore ?? PlatformHelper;

    /// <summary>The helper for a registry's key; null is config.json itself.</summary>
    public string? For(string key) =>
        (config.CredentialHelpers.TryGetValue(key, out string? own) ? own : Store) is { Length: > 0 } name ? name : null;

    /// <summary>Where config.json holds no credentials at all, the CLI uses the platform's own helper if it is installed.</summary>
    private string? PlatformHelper
    {
        get
        {
            if (config.CredentialHelpers.Count > 0 || config.Auths?.Names.Any() == true)
            {
                return null;
            }

            string platform = environment.IsWindows ? "wincred"
                : environment.IsMacOS ? "osxkeychain"
                : helper.ProgramExists("pass") ? "pass"
                : "secretservice";
            return helper.ProgramExists(CredentialHelper.Prefix + platform) ? platform : null;
        }
    }
}
