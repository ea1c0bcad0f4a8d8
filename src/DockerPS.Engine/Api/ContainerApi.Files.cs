using System.Text.Json;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>/containers/{id}/archive and /export: the files of a container, running or not.</summary>
internal sealed partial class ContainerApi
{
    private const string StatHeader = "X-Docker-Container-Path-Stat";

    // The engine's is some hundred characters; a path has at most 4096, in JSON six times as many, and base64 makes a third more of it.
    private const int StatLimit = 64 * 1024;

    /// <summary>HEAD /containers/{id}/archive: what is at a path; a link is not followed. Null where there is nothing.</summary>
    /// <param name="id">The container.</param>
    /// <param name="path">The path in it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<PathStat?> FindPathAsync(string id, string path, CancellationToken cancellationToken)
    {
        try
        {
            DockerResponse response = await engine.Client.SendAsync(ArchiveRequest(HttpMethod.Head, id, path), cancellationToken).ConfigureAwait(false);
            await using (response.ConfigureAwait(false))
            {
                return StatOf(response);
            }
        }
        catch (DockerApiException error) when (error.StatusCode is 404 or 400 or 500)
        {
            // 500 where a part of the path is a file. An answer to HEAD has no message; the call that follows tells what is wrong.
            return null;
        }
    }

    /// <summary>GET /containers/{id}/archive: a path as a tar archive. Its names begin with the last part of the path.
    /// The engine works on the container's files for one call at a time: until the archive is read or closed, others wait.</summary>
    /// <returns>The archive and what is at the path.</returns>
    /// <exception cref="ResourceNotFoundException">There is nothing at the path.</exception>
    public async Task<(DockerResponse Archive, PathStat Stat)> OpenArchiveAsync(string id, string label, string path, CancellationToken cancellationToken)
    {
        DockerResponse response;
        try
        {
            response = await engine.Client.SendAsync(ArchiveRequest(HttpMethod.Get, id, path), cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException error) when (error.StatusCode == 404 && !IsOfContainer(error))
        {
            throw NoSuchPath(label, path);
        }

        try
        {
            return (response, StatOf(response));
        }
        catch
        {
            await response.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>PUT /containers/{id}/archive: unpacks an archive into a folder that is there. A folder never takes the place of a file, nor a file that of a folder.</summary>
    /// <param name="id">The container.</param>
    /// <param name="label">The container's name, for messages.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="copyOwner">Also the numbers of users and groups.</param>
    /// <param name="content">Makes the archive.</param>
    /// <param name="cancellationToken">Cancels the upload.</param>
    /// <exception cref="ResourceNotFoundException">The folder is not there.</exception>
    public async Task ExtractArchiveAsync(
        string id, string label, string folder, bool copyOwner, Func<HttpContent> content, CancellationToken cancellationToken)
    {
        QueryString query = new QueryString().Add("path", folder).Add("noOverwriteDirNonDir", "true").Add("copyUIDGID", copyOwner ? "true" : null);
        try
        {
            await engine.Client.SendEmptyAsync(ArchiveRequest(HttpMethod.Put, id, query, content), cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException error) when (error.StatusCode == 404 && !IsOfContainer(error))
        {
            throw NoSuchPath(label, folder);
        }
    }

    /// <summary>GET /containers/{id}/export: the whole file system as a tar archive, without what is mounted into it.</summary>
    public Task<DockerResponse> OpenExportAsync(string id, CancellationToken cancellationToken) =>
        engine.Client.SendAsync(WaitingRequest(HttpMethod.Get, id, "/export", new QueryString()), cancellationToken);

    /// <summary>The error for a path that is not there.</summary>
    public static ResourceNotFoundException NoSuchPath(string container, string path) =>
        new(ResourceKind.ContainerFile, $"There is no {DisplayText.Of(path)} in the container {container}.");

    private static bool IsOfContainer(DockerApiException error) => error.Message.StartsWith("No such container", StringComparison.OrdinalIgnoreCase);

    private static DockerRequest ArchiveRequest(HttpMethod method, string id, string path) =>
        ArchiveRequest(method, id, new QueryString().Add("path", path), content: null);

    // The answer may be a while in coming: another call may be at work on the container's files.
    private static DockerRequest ArchiveRequest(HttpMethod method, string id, QueryString query, Func<HttpContent>? content) =>
        new(method, "/containers/" + DockerRequest.Escape(id) + "/archive", query)
        {
            Resource = ResourceKind.Container,
            ResourceName = id,
            ResponseTimeout = Timeout.InfiniteTimeSpan,
            Content = content,
        };

    private static PathStat StatOf(DockerResponse response)
    {
        string? header = response.Header(StatHeader);
        if (header is { Length: > 0 and < StatLimit })
        {
            try
            {
                return JsonSerializer.Deserialize(Convert.FromBase64String(header), EngineJson.Of<PathStat>()) ?? throw new JsonException();
            }
            catch (Exception exception) when (exception is JsonException or FormatException)
            {
                throw new InvalidResponseException($"The engine's header {StatHeader} cannot be read.", exception);
            }
        }

        throw new InvalidResponseException($"The engine did not tell what is at the path: the header {StatHeader} is missing.");
    }
}
