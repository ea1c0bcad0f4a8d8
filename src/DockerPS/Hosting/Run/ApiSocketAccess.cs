using System.Formats.Tar;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting;

/// <summary>What -UseApiSocket gives a container: the engine's socket, and the credentials for registries as a config.json.</summary>
internal sealed class ApiSocketAccess
{
    // No API tells where the engine's socket is; the CLI takes the usual place too.
    private const string Socket = "/var/run/docker.sock";
    private const string ConfigFolder = "/run/secrets/docker";
    private const string Variable = "DOCKER_CONFIG";

    private readonly IReadOnlyList<RegistryAuth> _credentials;

    private ApiSocketAccess(IReadOnlyList<RegistryAuth> credentials) => _credentials = credentials;

    /// <summary>Adds the socket to a body of create, and the place of the credentials where there are any and the container has no place of its own.</summary>
    /// <exception cref="DockerConfigurationException">The credentials cannot be read.</exception>
    public static async Task<ApiSocketAccess> AddAsync(EngineCmdlet cmdlet, JsonObject body)
    {
        JsonArray mounts = JsonValues.Field(body, "HostConfig") is JsonObject host && JsonValues.Field(host, "Mounts") is JsonArray given ? (JsonArray)given.DeepClone() : [];
        mounts.Add(new JsonObject { ["Type"] = "bind", ["Source"] = Socket, ["Target"] = Socket, ["BindOptions"] = new JsonObject() });
        JsonValues.Merge(body, new JsonObject { ["HostConfig"] = new JsonObject { ["Mounts"] = mounts } });

        string[] variables = JsonValues.Field(body, "Env") is JsonArray list ? [.. list.Select(static item => (string?)item ?? "")] : [];
        if (variables.Any(static variable => variable.StartsWith(Variable + "=", StringComparison.Ordinal)))
        {
            return new ApiSocketAccess([]);
        }

        IReadOnlyList<RegistryAuth> credentials = await cmdlet.RegistryCredentials.AllAsync().ConfigureAwait(false);
        if (credentials.Count > 0)
        {
            JsonValues.Merge(body, new JsonObject { ["Env"] = ContainerRequestBuilder.List([.. variables, $"{Variable}={ConfigFolder}"]) });
        }

        return new ApiSocketAccess(credentials);
    }

    /// <summary>Copies the credentials into a new container; where that fails there is a warning, as the container is there and has the socket.</summary>
    public async Task CopyAsync(EngineCmdlet cmdlet, EngineApi engine, string id)
    {
        if (_credentials.Count == 0)
        {
            return;
        }

        if (engine.Connection.IsReadableOnTheWay)
        {
            await cmdlet.WarnAsync(
                $"The credentials for registries go to '{engine.Connection.Name}' over plain TCP: everyone on the way can read them. Use TLS or ssh.").ConfigureAwait(false);
        }

        try
        {
            byte[] archive = Archive(RegistryAuth.ToConfigFile(_credentials));
            await cmdlet.ChangeAsync(token => engine.Containers.ExtractArchiveAsync(id, ShortId.Of(id), "/", copyOwner: false, () => Content(archive), token)).ConfigureAwait(false);
        }
        catch (DockerException refusal)
        {
            await cmdlet.WarnAsync($"The credentials for registries could not be copied into container {ShortId.Of(id)}: {refusal.Message}").ConfigureAwait(false);
        }
    }

    private static ByteArrayContent Content(byte[] archive) => new(archive) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-tar") } };

    private static byte[] Archive(byte[] config)
    {
        using var buffer = new MemoryStream();
        using (var writer = new TarWriter(buffer, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"{ConfigFolder[1..]}/{DockerConfigFile.FileName}")
            {
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                DataStream = new MemoryStream(config),
            });
        }

        return buffer.ToArray();
    }
}
