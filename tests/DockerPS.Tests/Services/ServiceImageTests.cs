using DockerPS.Engine.Api.Wire;

namespace DockerPS.Tests.Services;

public sealed class ServiceImageTests
{
    [Theory]
    [InlineData("nginx:1.27@sha256:aa", "nginx:1.27", "sha256:aa")]
    [InlineData("docker.io/library/nginx:1.27@sha256:aa", "nginx:1.27", "sha256:aa")]
    [InlineData("library/nginx:1", "nginx:1", "")]
    [InlineData("docker.io/me/web:2", "me/web:2", "")]
    [InlineData("registry.example:5000/library/web:2@sha256:bb", "registry.example:5000/library/web:2", "sha256:bb")]
    [InlineData("registry.example:5000/web", "registry.example:5000/web", "")]
    [InlineData("nginx@sha256:aa", "nginx@sha256:aa", "")]
    [InlineData("nginx", "nginx", "")]
    [InlineData("", "", "")]
    public void An_image_is_shown_as_docker_shows_it(string image, string shown, string digest) => Assert.Equal((shown, digest), ServiceResource.SplitImage(image));
}
