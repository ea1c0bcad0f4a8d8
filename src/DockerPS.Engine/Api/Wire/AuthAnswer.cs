namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of POST /auth.</summary>
internal sealed class AuthAnswer
{
    /// <summary>What the engine says of it, such as Login Succeeded.</summary>
    public string? Status { get; set; }

    /// <summary>A token that the registry gave, to be kept in place of the password; empty where it gave none.</summary>
    public string? IdentityToken { get; set; }
}
