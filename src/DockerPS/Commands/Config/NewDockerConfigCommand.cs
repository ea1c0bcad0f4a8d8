using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Makes configs.</summary>
/// <remarks>
/// <para>Puts a file into the swarm that services get into their containers. It cannot be changed: a new value is a new config, and the service is told to take
/// that one. Managers can read it (Get-DockerConfig -Detailed), so nothing secret belongs in it. The twin of docker config create (POST /configs/create).</para>
/// <para>Texts are sent as UTF-8. A single one is sent as it is, without a line end; several are lines, with line feeds between them and none behind the last.</para>
/// </remarks>
/// <example>
/// <title>From a file</title>
/// <code>New-DockerConfig nginx.conf ./nginx.conf -Label app=shop</code>
/// <para>The file is taken byte for byte, as docker config create does.</para>
/// </example>
/// <example>
/// <title>From a text</title>
/// <code>@{ level = 'debug' } | ConvertTo-Json | New-DockerConfig app.json</code>
/// <para>What is piped in becomes the config.</para>
/// </example>
/// <example>
/// <title>A template</title>
/// <code>New-DockerConfig whoami -Value 'I am {{ .Service.Name }} on {{ .Node.Hostname }}' -TemplateDriver golang</code>
/// <para>Each task gets its own text.</para>
/// </example>
/// <example>
/// <title>Files by their names</title>
/// <code>Get-ChildItem conf.d/*.conf | ForEach-Object { $_ | New-DockerConfig $_.Name }</code>
/// <para>Each file becomes a config.</para>
/// </example>
/// <seealso cref="GetDockerConfigCommand"/>
/// <seealso cref="RemoveDockerConfigCommand"/>
/// <seealso cref="NewDockerSecretCommand"/>
[Cmdlet(VerbsCommon.New, "DockerConfig", DefaultParameterSetName = ValueSet, SupportsShouldProcess = true)]
[Alias("Create-DockerConfig")]
[OutputType(typeof(DockerConfigSummary))]
public sealed class NewDockerConfigCommand : ContentCmdlet
{
    private const int Largest = 1000 * 1024;

    private protected override string Noun => "config";

    private protected override int Limit => Largest;

    private protected override async Task CreateAsync(EngineApi engine, JsonObject spec, ReadOnlyMemory<byte> data)
    {
        string id = await ChangeAsync(token => engine.Configs.CreateAsync(spec, data, token)).ConfigureAwait(false);
        await WriteAsync(await engine.Configs.FindAsync(id, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
