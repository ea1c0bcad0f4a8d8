using System.Management.Automation;
using System.Security;

namespace DockerPS.Hosting;

/// <summary>Refuses a secret that is written as text: a command line is kept in the history. PowerShell's own refusal would show it once more.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PasswordTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Bare.Of(inputData) is SecureString or null
        ? inputData
        : throw new ArgumentTransformationMetadataException(
            "A secret is not taken as text here: the command line is kept in the history. Give a SecureString, such as Read-Host -AsSecureString or Get-Secret return, or pipe the text in.");
}
