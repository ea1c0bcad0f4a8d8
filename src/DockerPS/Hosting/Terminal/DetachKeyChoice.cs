using DockerPS.Engine.Configuration;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Hosting.Terminal;

/// <summary>Which keys leave a session: the user's, else those of docker's config.json, else docker's own.</summary>
internal static class DetachKeyChoice
{
    /// <param name="given">What -DetachKey was given; null is nothing. Without quotes ctrl-p,ctrl-q is a list to PowerShell, with them it is one text.</param>
    /// <exception cref="InvalidRequestException">What was given are no keys.</exception>
    /// <exception cref="DockerConfigurationException">What config.json has are no keys.</exception>
    public static DetachKeys Of(string[]? given)
    {
        if (given is not null)
        {
            try
            {
                return DetachKeys.Parse(string.Join(',', given));
            }
            catch (FormatException exception)
            {
                throw new InvalidRequestException("BadDetachKey", exception.Message);
            }
        }

        var config = DockerConfigFile.Load(DockerEnvironment.Current.ConfigFolder);
        if (config.DetachKeys is not { } own)
        {
            return DetachKeys.Default;
        }

        try
        {
            return DetachKeys.Parse(own);
        }
        catch (FormatException exception)
        {
            throw new DockerConfigurationException($"'{config.FilePath}': detachKeys: {exception.Message}", exception) { File = config.FilePath };
        }
    }
}
