using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>Lets an engine log in to a registry, which shows whether the credentials are right.</summary>
internal static class LoginChecker
{
    /// <summary>Checks credentials by POST /auth.</summary>
    /// <returns>What is to be kept: a token that the registry gave goes before the password.</returns>
    /// <exception cref="RegistryException">The registry refused, or the engine cannot reach it or does not trust it.</exception>
    public static async Task<RegistryAuth> CheckAsync(DockerCmdlet cmdlet, EngineApi engine, RegistryAuth auth)
    {
        string registry = RegistryKey.RegistryOf(auth.ServerAddress);
        if (engine.Connection.IsReadableOnTheWay)
        {
            await cmdlet.WarnAsync(RegistryLogin.PlainTcpWarning(registry, engine.Connection)).ConfigureAwait(false);
        }

        AuthAnswer answer;
        try
        {
            answer = await engine.System.AuthenticateAsync(auth, cmdlet.StopToken).ConfigureAwait(false);
        }
        catch (DockerApiException refused) when (refused.StatusCode is 401 or 403 or >= 500 || ErrorMapper.IsRegistryRefusal(refused.Message))
        {
            throw Failed(registry, refused);
        }

        await cmdlet.VerboseAsync($"{registry}: {answer.Status}").ConfigureAwait(false);
        return string.IsNullOrEmpty(answer.IdentityToken)
            ? auth
            : new RegistryAuth { Username = auth.Username, IdentityToken = answer.IdentityToken, ServerAddress = auth.ServerAddress };
    }

    private static RegistryException Failed(string registry, DockerApiException refused)
    {
        string what = $"Logging in to '{registry}' failed";
        if (refused.StatusCode is 401 or 403 || ErrorMapper.IsRegistryRefusal(refused.Message))
        {
            return new RegistryException(registry, $"{what}: {refused.Message}")
            {
                IsRefused = true,
                Advice = "Check the user name and the password. A registry with a second factor wants an access token in place of the password.",
            };
        }

        RegistryException failed = RegistryAnswer.ToException(registry, what, refused.Message);
        return failed.Advice is not null ? failed : new RegistryException(registry, failed.Message)
        {
            IsUnreachable = failed.IsUnreachable,
            Advice = $"The engine asks the registry: '{registry}' must be reachable from where it runs.",
        };
    }
}
