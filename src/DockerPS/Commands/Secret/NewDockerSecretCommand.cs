using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Makes secrets.</summary>
/// <remarks>
/// <para>Puts something into the swarm that only the containers of services see which are given it, as a file in memory. It can never be read again, nor
/// changed: a new value is a new secret, and the service is told to take that one. No message of this cmdlet shows it. The twin of
/// docker secret create (POST /secrets/create).</para>
/// <para>Texts are sent as UTF-8. A single one is sent as it is, without a line end; several are lines, with line feeds between them and none behind the last.</para>
/// </remarks>
/// <example>
/// <title>Type it</title>
/// <code>New-DockerSecret db-password -Value (Read-Host -AsSecureString)</code>
/// <para>What is typed is neither shown nor kept in the history.</para>
/// </example>
/// <example>
/// <title>From a file</title>
/// <code>New-DockerSecret site.key ./site.key -Label app=shop</code>
/// <para>The file is taken byte for byte, as docker secret create does.</para>
/// </example>
/// <example>
/// <title>From a vault</title>
/// <code>Get-Secret db-password | New-DockerSecret db-password</code>
/// <para>Get-Secret is of the module Microsoft.PowerShell.SecretManagement.</para>
/// </example>
/// <example>
/// <title>A random key</title>
/// <code>New-DockerSecret session-key -Value ([Security.Cryptography.RandomNumberGenerator]::GetBytes(32))</code>
/// <para>Bytes are taken as they are, and nobody has seen them.</para>
/// </example>
/// <example>
/// <title>A new value for a service</title>
/// <code>$new = New-DockerSecret db-password-2 -Path ./password; Update-DockerService db -RemoveSecret db-password -AddSecret 'source=db-password-2,target=db-password'</code>
/// <para>The containers go on reading /run/secrets/db-password.</para>
/// </example>
/// <seealso cref="GetDockerSecretCommand"/>
/// <seealso cref="RemoveDockerSecretCommand"/>
/// <seealso cref="NewDockerConfigCommand"/>
[Cmdlet(VerbsCommon.New, "DockerSecret", DefaultParameterSetName = ValueSet, SupportsShouldProcess = true)]
[Alias("Create-DockerSecret")]
[OutputType(typeof(DockerSecret))]
public sealed class NewDockerSecretCommand : ContentCmdlet
{
    private const int Largest = 500 * 1024;

    /// <summary>The plugin that has what is in it; then nothing is given here.</summary>
    [Parameter]
    [Alias("d")]
    [ValidateNotNullOrEmpty]
    public string? Driver { get; set; }

    /// <summary>Options of that driver: a hashtable, or 'name=value'.</summary>
    [Parameter]
    public object[]? DriverOption { get; set; }

    private protected override string Noun => "secret";

    private protected override int Limit => Largest;

    private protected override bool IsElsewhere => Driver is not null;

    private protected override async Task CreateAsync(EngineApi engine, JsonObject spec, ReadOnlyMemory<byte> data)
    {
        if (Driver is not null)
        {
            var driver = new JsonObject { [nameof(Name)] = Driver };
            JsonObject options = KeyValueText.ToJson(DriverOption, "-DriverOption");
            if (options.Count > 0)
            {
                driver["Options"] = options;
            }

            spec[nameof(Driver)] = driver;
        }

        string id = await ChangeAsync(token => engine.Secrets.CreateAsync(spec, Driver is null ? data : (ReadOnlyMemory<byte>?)null, token)).ConfigureAwait(false);
        await WriteAsync(await engine.Secrets.FindAsync(id, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
