using System.Management.Automation;
using System.Security;

namespace DockerPS.Hosting;

/// <summary>Takes a swarm's token or key as a SecureString, as a text, or as the object that a cmdlet returned it in. It is kept as a SecureString:
/// nothing that prints a parameter prints it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretTextTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Bare.Of(inputData) switch
    {
        null or SecureString => inputData,
        string text => Secure(text),
        DockerSwarmJoinToken token => Secure(token.Token),
        DockerSwarmUnlockKey key => Secure(key.Key),
        // PowerShell's own refusal would show what was given.
        object other => throw new ArgumentTransformationMetadataException($"An object of the type {other.GetType().Name} is no token and no key. Give a SecureString, or a text."),
    };

    private static SecureString Secure(string text)
    {
        var secret = new SecureString();
        foreach (char letter in text.Trim())
        {
            secret.AppendChar(letter);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
