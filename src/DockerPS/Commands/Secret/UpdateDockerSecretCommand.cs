using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Changes the labels of secrets.</summary>
/// <remarks>Labels are all that can change: what is in a secret stays, and so does its name. The docker CLI has no such command (POST /secrets/{id}/update).</remarks>
/// <example>
/// <title>Set labels</title>
/// <code>Update-DockerSecret db-password -AddLabel app=shop, @{ stage = 'test' }</code>
/// <para>Labels that are there are set anew; others stay.</para>
/// </example>
/// <example>
/// <title>Remove a label from many</title>
/// <code>Get-DockerSecret -Label stage | Update-DockerSecret -RemoveLabel stage -PassThru</code>
/// <para>A label that is not there is an error.</para>
/// </example>
/// <seealso cref="GetDockerSecretCommand"/>
[Cmdlet(VerbsData.Update, "DockerSecret", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(DockerSecret))]
public sealed class UpdateDockerSecretCommand : SecretTargetCmdlet
{
    private LabelChanges _labels = new(null, null);

    /// <summary>Labels to set: 'name=value', or a hashtable.</summary>
    [Parameter]
    public object[]? AddLabel { get; set; }

    /// <summary>Labels to remove, by name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveLabel { get; set; }

    /// <summary>Returns the secrets as they are then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many secrets are changed at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal override int? WorkLimit => ThrottleLimit;

    private protected override void OnBegin()
    {
        base.OnBegin();
        _labels = new LabelChanges(AddLabel, RemoveLabel);
        if (_labels.IsEmpty)
        {
            throw new InvalidRequestException("NothingToUpdate", "There is nothing to change: give -AddLabel or -RemoveLabel.");
        }
    }

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ActOnEachAsync(ResolveAsync(), "Update secret", noPrompt: false, UpdateAsync);

    private async Task UpdateAsync(ResolvedSwarmObject<DockerSecret> secret)
    {
        await ChangeAsync(token => secret.Engine.Secrets.Update(secret.Id).RunAsync(
            item =>
            {
                _labels.ApplyTo(item);
                return true;
            },
            token)).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteAsync(await secret.Engine.Secrets.FindAsync(secret.Id, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }
}
