namespace DockerPS.Engine.Configuration;

/// <summary>That there is a login to a registry, without its secret; or why that cannot be told.</summary>
/// <param name="Key">The registry's key as it is written; the variable's or the helper's name where the error is about all of it.</param>
/// <param name="Place">Where the login is kept.</param>
internal sealed record StoredLogin(string Key, LoginPlace Place)
{
    /// <summary>The user; null where it is not known, as of tokens.</summary>
    public string? UserName { get; init; }

    /// <summary>Whether it is a token in place of a password.</summary>
    public bool IsToken { get; init; }

    /// <summary>Why it cannot be read; null where it can.</summary>
    public DockerConfigurationException? Error { get; init; }

    public static StoredLogin Of(RegistryAuth auth, string key, LoginPlace place) => new(key, place)
    {
        UserName = string.IsNullOrEmpty(auth.Username) ? null : auth.Username,
        IsToken = !string.IsNullOrEmpty(auth.IdentityToken) || !string.IsNullOrEmpty(auth.RegistryToken),
    };
}
