using System.Management.Automation;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams;

namespace DockerPS.Hosting;

/// <summary>Pulls one image to one engine, with progress.</summary>
internal static class ImagePuller
{
    /// <summary>Pulls a reference; without tag and digest it is :latest.</summary>
    /// <param name="cmdlet">The cmdlet that shows the progress.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="reference">The reference, as the user gave it.</param>
    /// <param name="platform">os[/architecture[/variant]]; null is the engine's own.</param>
    /// <param name="credential">User and password; null is what docker's configuration has for the registry.</param>
    /// <exception cref="OperationFailedException">The engine reported an error in the stream.</exception>
    public static async Task PullAsync(EngineCmdlet cmdlet, EngineApi engine, string reference, string? platform, PSCredential? credential)
    {
        ImageReference image = ImageReference.Parse(reference).WithDefaultTag();
        string? auth = await AuthAsync(cmdlet, image, credential).ConfigureAwait(false);
        string repository = image.Digest is null ? image.FamiliarName : $"{image.FamiliarName}@{image.Digest}";
        DockerResponse response = await engine.Images.OpenPullAsync(
            repository, image.Digest is null ? image.Tag : null, platform, auth, cmdlet.StopToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            string activity = ControlCharacters.Replace($"Pulling {image.Familiar} to {engine.Connection.Name}");
            int id = IdOf(activity);
            try
            {
                var messages = new JsonSequenceReader<JsonMessage>(response.Body, StreamJsonContext.Default.JsonMessage);
                await foreach (JsonMessage message in messages.ReadAllAsync(cmdlet.StopToken).ConfigureAwait(false))
                {
                    message.ThrowIfError(StreamOperation.Pull);
                    if (message.Status is { Length: > 0 } status)
                    {
                        string shown = ControlCharacters.Replace(message.Id is null ? status : $"{message.Id}: {status} {message.Progress}");
                        cmdlet.Progress(new ProgressRecord(id, activity, shown));
                    }
                }
            }
            finally
            {
                cmdlet.Progress(new ProgressRecord(id, activity, "Ended") { RecordType = ProgressRecordType.Completed });
            }
        }
    }

    private static async Task<string?> AuthAsync(EngineCmdlet cmdlet, ImageReference image, PSCredential? credential)
    {
        if (credential is not null)
        {
            return new RegistryAuth
            {
                Username = credential.UserName,
                Password = credential.GetNetworkCredential().Password,
                ServerAddress = RegistryKey.Of(image.RegistryHost),
            }.ToHeaderValue();
        }

        var resolver = new CredentialResolver(DockerEnvironment.Current);
        RegistryAuth? stored = await resolver.ResolveAsync(image.RegistryHost, cmdlet.StopToken).ConfigureAwait(false);
        return stored?.ToHeaderValue();
    }

    // Ids of activities are positive; two images beside each other have two bars.
    private static int IdOf(string activity) => string.GetHashCode(activity, StringComparison.Ordinal) & int.MaxValue;
}
