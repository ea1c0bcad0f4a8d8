using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text.Json.Nodes;
using DockerPS.Engine.Requests;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Changes the settings of swarms, and their root certificates.</summary>
/// <remarks>
/// <para>Only what is given changes, on the swarm's data as it is now: where somebody else changes it meanwhile, the change is made again.
/// The twin of docker swarm update and docker swarm ca --rotate (POST /swarm/update).</para>
/// <para>-RotateCA gives the swarm a new root certificate: a generated one, or that of -CACertificate with -CAKey or -ExternalCA. It waits until all
/// nodes have certificates of the new one, and shows how far they are; -Detach does not wait. While a node is down, the change cannot end:
/// -Timeout stops waiting, and the swarm goes on by itself.</para>
/// </remarks>
/// <example>
/// <title>Keep fewer ended tasks</title>
/// <code>Update-DockerSwarm -TaskHistoryLimit 2</code>
/// <para>All other settings stay as they are.</para>
/// </example>
/// <example>
/// <title>Lock managers from now on</title>
/// <code>Update-DockerSwarm -AutoLock; Get-DockerSwarmUnlockKey | ForEach-Object Key | Set-Secret swarm-key</code>
/// <para>A manager that restarts needs the key. -AutoLock:$false locks them no more.</para>
/// </example>
/// <example>
/// <title>A new root certificate</title>
/// <code>Update-DockerSwarm -RotateCA -PassThru | ForEach-Object RootCertificate</code>
/// <para>Waits until all nodes have changed over, and shows the new certificate.</para>
/// </example>
/// <example>
/// <title>A root certificate of one's own</title>
/// <code>Update-DockerSwarm -RotateCA -CACertificate ca.pem -CAKey ca-key.pem -CertificateExpiry 720h</code>
/// <para>The files are PEM. Nodes get new certificates that are good for 30 days.</para>
/// </example>
/// <seealso cref="GetDockerSwarmCommand"/>
/// <seealso cref="UnlockDockerSwarmCommand"/>
[Cmdlet(VerbsData.Update, "DockerSwarm", SupportsShouldProcess = true)]
[OutputType(typeof(DockerSwarm))]
public sealed class UpdateDockerSwarmCommand : SwarmSettingsCmdlet
{
    private string _certificate = "";
    private string _key = "";

    /// <summary>Gives the swarm a new root certificate: a generated one, unless -CACertificate is given.</summary>
    [Parameter]
    [Alias("Rotate")]
    public SwitchParameter RotateCA { get; set; }

    /// <summary>The new root certificate, as PEM or as the path of a PEM file. With -RotateCA; it needs -CAKey or -ExternalCA.</summary>
    [Parameter]
    [Alias("CACert")]
    [ValidateNotNullOrEmpty]
    public string? CACertificate { get; set; }

    /// <summary>The private key of the new root certificate: the path of a PEM file, or the PEM as a SecureString. With -RotateCA.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? CAKey { get; set; }

    /// <summary>Does not wait until all nodes have changed over to the new root certificate.</summary>
    [Parameter]
    [Alias("d")]
    public SwitchParameter Detach { get; set; }

    /// <summary>How long to wait for that at most: seconds, a TimeSpan, or docker's 1m30s. After it comes an error, and the swarm goes on by itself.</summary>
    /// <value>Without limit</value>
    [Parameter]
    [DurationTransformation(IsLimit = true)]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Returns the swarm as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void OnBegin()
    {
        base.OnBegin();
        CheckRotation();
        _certificate = CACertificate is null ? "" : PemText.Read(this, CACertificate, "-CACertificate");
        _key = Bare.Of(CAKey) switch
        {
            null => "",
            SecureString secret => new NetworkCredential("", secret).Password,
            string path => PemText.Read(this, path, "-CAKey"),
            object other => throw new InvalidRequestException("BadParameter", $"-CAKey takes the path of a PEM file or a SecureString, not {other.GetType().Name}."),
        };
    }

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ActOnEachAsync(
        ResolveEnginesAsync(), RotateCA ? "Rotate the root certificate of the swarm" : "Update swarm", noPrompt: false, UpdateAsync);

    private void CheckRotation()
    {
        if (!RotateCA)
        {
            if (CACertificate is not null || CAKey is not null)
            {
                throw new InvalidRequestException("BadParameter", "-CACertificate and -CAKey are for a new root certificate: they need -RotateCA.");
            }

            if (Settings.IsEmpty)
            {
                throw new InvalidRequestException("NothingToUpdate", "There is nothing to change: give at least one setting, or -RotateCA.");
            }
        }
        else if (ExternalCA is not null && CACertificate is null)
        {
            throw new InvalidRequestException("BadParameter", "Rotating to an external authority needs its certificate: -CACertificate.")
            {
                Advice = "To add an authority that signs for the certificate as it is, leave -RotateCA out.",
            };
        }
        else if (CACertificate is not null && ExternalCA is null && CAKey is null)
        {
            throw new InvalidRequestException("BadParameter", "-CACertificate needs its key (-CAKey), or the authority that has it (-ExternalCA).");
        }
    }

    private async Task UpdateAsync(EngineTarget target)
    {
        bool locksNow = false;
        await ChangeAsync(token => target.Engine.Swarm.Update().RunAsync(
            swarm =>
            {
                var spec = (JsonObject)swarm["Spec"]!;
                locksNow = Settings.AutoLock == true && (bool?)spec["EncryptionConfig"]?["AutoLockManagers"] != true;
                Settings.ApplyTo(spec, RotateCA ? _certificate : (string?)swarm["TLSInfo"]?["TrustRoot"]);
                if (RotateCA)
                {
                    Rotate(SwarmSettings.Section(spec, "CAConfig"));
                }

                return true;
            },
            token)).ConfigureAwait(false);
        if (locksNow)
        {
            await WarnAsync(
                $"Managers of this swarm lock themselves from now on: one that restarts needs the key of Get-DockerSwarmUnlockKey ({target.Engine.Connection.Name}). Without it what it knows is lost.").ConfigureAwait(false);
        }

        if (RotateCA && !Detach)
        {
            await new RootRotation(target.Engine, Progress, Timeout, StopToken).WaitAsync().ConfigureAwait(false);
        }

        if (PassThru)
        {
            await WriteAsync(await target.Engine.Swarm.InspectAsync(StopToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private void Rotate(JsonObject authority)
    {
        authority["SigningCACert"] = _certificate;
        authority["SigningCAKey"] = _key;
        if (_certificate.Length == 0 && _key.Length == 0)
        {
            authority["ForceRotate"] = ((long?)authority["ForceRotate"] ?? 0) + 1;
        }
    }
}
