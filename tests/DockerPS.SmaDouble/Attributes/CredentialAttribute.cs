namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class CredentialAttribute : ArgumentTransformationAttribute
{
    public override bool TransformNullOptionalParameters => true;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = PSObject.Base(inputData);
        // A user name, or nothing, is completed at the prompt.
        return value is PSCredential
            ? value
            : engineIntrinsics.Host.UI.PromptForCredential("PowerShell credential request", "Enter your credentials.", value as string ?? "", "");
    }
}
