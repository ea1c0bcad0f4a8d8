using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace DockerPS.Bench;

/// <summary>A registry that the engine pushes to and pulls from.</summary>
internal sealed class BenchRegistry(string address) : IDisposable
{
    private static readonly MediaTypeWithQualityHeaderValue[] s_manifests =
    [
        new("application/vnd.docker.distribution.manifest.v2+json"),
        new("application/vnd.oci.image.manifest.v1+json"),
    ];

    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://{address}/v2/") };

    /// <summary>host:port.</summary>
    public string Address { get; } = address;

    /// <summary>Takes the layers of an image out of its repository, so that the next push has to send them again.</summary>
    public void ForgetLayers(string repository, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{repository}/manifests/{tag}");
        Array.ForEach(s_manifests, request.Headers.Accept.Add);
        using HttpResponseMessage answer = _http.Send(request);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return;
        }

        using JsonDocument manifest = JsonDocument.Parse(answer.EnsureSuccessStatusCode().Content.ReadAsStream());
        foreach (JsonElement layer in manifest.RootElement.GetProperty("layers").EnumerateArray())
        {
            using var delete = new HttpRequestMessage(HttpMethod.Delete, $"{repository}/blobs/{layer.GetProperty("digest").GetString()}");
            using HttpResponseMessage deleted = _http.Send(delete);
            if (deleted.StatusCode != HttpStatusCode.NotFound)
            {
                deleted.EnsureSuccessStatusCode();
            }
        }
    }

    public void Dispose() => _http.Dispose();
}
