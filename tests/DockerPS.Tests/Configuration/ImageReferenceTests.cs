using DockerPS.Engine.Configuration;

namespace DockerPS.Tests.Configuration;

/// <summary>All cases of distribution/reference's own tests are in Fixtures/image-references.tsv; here are those that say more of this reader.</summary>
public sealed class ImageReferenceTests
{
    private const string Sha256 = "sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

    private const string Identifier = "1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a";

    [Theory]
    [InlineData("fooo/bar", "docker.io", "fooo/bar", "fooo/bar")]
    [InlineData("index.docker.io/fooo/bar", "docker.io", "fooo/bar", "fooo/bar")]
    [InlineData("localhost/fooo", "localhost", "fooo", "localhost/fooo")]
    [InlineData("localhost/fooo/bar", "localhost", "fooo/bar", "localhost/fooo/bar")]
    [InlineData("LOCALDOMAIN/fooo", "LOCALDOMAIN", "fooo", "LOCALDOMAIN/fooo")]
    [InlineData("Foo/bar", "Foo", "bar", "Foo/bar")]
    [InlineData("ubuntu", "docker.io", "library/ubuntu", "ubuntu")]
    [InlineData("library/ubuntu", "docker.io", "library/ubuntu", "ubuntu")]
    [InlineData("docker.io/library/ubuntu", "docker.io", "library/ubuntu", "ubuntu")]
    [InlineData("docker.io/foo", "docker.io", "library/foo", "foo")]
    [InlineData("index.docker.io/library/ubuntu-12.04-base", "docker.io", "library/ubuntu-12.04-base", "ubuntu-12.04-base")]
    [InlineData("nonlibrary/ubuntu", "docker.io", "nonlibrary/ubuntu", "nonlibrary/ubuntu")]
    [InlineData("docker.io/library/foo/bar", "docker.io", "library/foo/bar", "library/foo/bar")]
    [InlineData("store/foo/bar", "docker.io", "store/foo/bar", "store/foo/bar")]
    [InlineData("127.0.0.1:8000/private/moonbase", "127.0.0.1:8000", "private/moonbase", "127.0.0.1:8000/private/moonbase")]
    [InlineData("example.com/privatebase", "example.com", "privatebase", "example.com/privatebase")]
    [InlineData("test_com/foo", "docker.io", "test_com/foo", "test_com/foo")]
    [InlineData("test-com:8080/foo", "test-com:8080", "foo", "test-com:8080/foo")]
    [InlineData("xn--n3h.com:18080/foo", "xn--n3h.com:18080", "foo", "xn--n3h.com:18080/foo")]
    [InlineData("[2001:db8::1]:5000/repo", "[2001:db8::1]:5000", "repo", "[2001:db8::1]:5000/repo")]
    [InlineData("[::1]/repo", "[::1]", "repo", "[::1]/repo")]
    [InlineData("docker.io/" + Identifier, "docker.io", "library/" + Identifier, Identifier)]
    public void Splits_and_shortens_names(string text, string registry, string path, string familiar)
    {
        ImageReference reference = ImageReference.Parse(text);

        Assert.Equal((registry, path, familiar), (reference.RegistryHost, reference.Path, reference.Familiar));
        Assert.Equal($"{registry}/{path}", reference.ToString());
        Assert.Equal(reference, ImageReference.Parse(reference.ToString()));
        Assert.Null(reference.Tag);
        Assert.Null(reference.Digest);
    }

    [Theory]
    [InlineData("test.com:tag", "docker.io/library/test.com", "tag", null)]
    [InlineData("test.com:5000", "docker.io/library/test.com", "5000", null)]
    [InlineData("test.com/repo:tag", "test.com/repo", "tag", null)]
    [InlineData("test:5000/repo:tag", "test:5000/repo", "tag", null)]
    [InlineData("test:5000/repo@" + Sha256, "test:5000/repo", null, Sha256)]
    [InlineData("test:5000/repo:tag@" + Sha256, "test:5000/repo", "tag", Sha256)]
    [InlineData("lowercase:Uppercase", "docker.io/library/lowercase", "Uppercase", null)]
    [InlineData("b.gcr.io/test.example.com/my-app:test.example.com", "b.gcr.io/test.example.com/my-app", "test.example.com", null)]
    [InlineData("foo_bar.com:8080", "docker.io/library/foo_bar.com", "8080", null)]
    [InlineData("192.168.1.1:5000/repo:5050", "192.168.1.1:5000/repo", "5050", null)]
    [InlineData("[2001:db8::1]:5000/repo:tag@" + Sha256, "[2001:db8::1]:5000/repo", "tag", Sha256)]
    [InlineData("a:_x.-", "docker.io/library/a", "_x.-", null)]
    public void Takes_tag_and_digest(string text, string name, string? tag, string? digest)
    {
        ImageReference reference = ImageReference.Parse(text);

        Assert.Equal((name, tag, digest), (reference.Name, reference.Tag, reference.Digest));
        Assert.EndsWith((tag is null ? "" : ":" + tag) + (digest is null ? "" : "@" + digest), reference.Familiar, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docker-rules/docker")]
    [InlineData("docker---rules/docker")]
    [InlineData("d/docker")]
    [InlineData("dock__er/docker")]
    [InlineData("thisisthesongthatneverendsitgoesonandonandonthisisthesongthatnev")]
    [InlineData("192.168.0.1:80")]
    [InlineData("DOCKER/docker")]
    public void Takes_odd_names(string text) => Assert.Equal(text, ImageReference.Parse(text).Familiar);

    [Theory]
    [InlineData("")]
    [InlineData(":justtag")]
    [InlineData("@" + Sha256)]
    [InlineData("repo@sha256:ffffffffffffffffffffffffffffffffff")]
    [InlineData("repo@sha256:FFFFffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("validname@invaliddigest:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("aa/asdf$$^/aa")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[2001:db8::1]:5000")]
    [InlineData("[fe80::1%eth0]:5000/repo")]
    [InlineData("[2001:db8:3:4::192.0.2.33]:5000/debian")]
    [InlineData("fc00::1:5000/debian")]
    [InlineData("https://github.com/docker/docker")]
    [InlineData("-docker")]
    [InlineData("-docker.io/docker/docker")]
    [InlineData("docker///docker")]
    [InlineData("docker-/docker")]
    [InlineData("____/____")]
    [InlineData("dock..er/docker")]
    [InlineData("dock_.er/docker")]
    [InlineData("docker/")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a:\u0663")]
    [InlineData("../etc")]
    public void Refuses(string text)
    {
        FormatException error = Assert.Throws<FormatException>(() => ImageReference.Parse(text));

        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Theory]
    [InlineData("Uppercase:tag")]
    [InlineData("docker/Docker")]
    [InlineData("test:5000/Uppercase/lowercase:tag")]
    public void Says_that_names_are_lowercase(string text) =>
        Assert.Contains("lowercase", Assert.Throws<FormatException>(() => ImageReference.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Refuses_a_bare_id_as_a_name()
    {
        FormatException error = Assert.Throws<FormatException>(() => ImageReference.Parse(Identifier));

        Assert.Contains("sha256:" + Identifier, error.Message, StringComparison.Ordinal);
        Assert.True(ImageReference.IsIdentifier(Identifier));
        Assert.False(ImageReference.IsIdentifier(Identifier[1..]));
        Assert.Equal(Identifier[1..], ImageReference.Parse(Identifier[1..]).Familiar);
    }

    [Fact]
    public void A_name_has_at_most_255_characters_and_a_tag_128()
    {
        string path = new('a', 255);
        Assert.Equal(path, ImageReference.Parse($"example.com/{path}:tag").Path);
        Assert.Contains("255", Assert.Throws<FormatException>(() => ImageReference.Parse($"example.com/a{path}:tag")).Message, StringComparison.Ordinal);

        Assert.Equal(128, ImageReference.Parse("a:" + path[..128]).Tag!.Length);
        Assert.Throws<FormatException>(() => ImageReference.Parse("a:" + path[..129]));
        Assert.Throws<FormatException>(() => ImageReference.Parse(new string('a', 100_000)));
    }

    [Theory]
    [InlineData("busybox", "docker.io/library/busybox:latest")]
    [InlineData("busybox:1", "docker.io/library/busybox:1")]
    [InlineData("busybox@" + Sha256, "docker.io/library/busybox@" + Sha256)]
    [InlineData("gcr.io/library/busybox", "gcr.io/library/busybox:latest")]
    public void The_default_tag_is_latest(string text, string expected) =>
        Assert.Equal(expected, ImageReference.Parse(text).WithDefaultTag().ToString());

    [Theory]
    [InlineData("busybox", "docker.io/library/busybox:latest")]
    [InlineData("busybox:1@" + Sha256, "docker.io/library/busybox@" + Sha256)]
    public void Registries_are_asked_for_a_digest_or_a_tag(string text, string expected) =>
        Assert.Equal(expected, ImageReference.Parse(text).ForRegistry().ToString());

    [Theory]
    [InlineData("foo_bar.com/app:1", "foo_bar.com/app", "1")]
    [InlineData("do__cker.x/y/z", "do__cker.x/y/z", null)]
    public void What_looks_like_a_host_and_is_none_is_a_path_without_a_registry(string text, string name, string? tag)
    {
        ImageReference reference = ImageReference.Parse(text);
        Assert.Equal(("", name, tag, text), (reference.RegistryHost, reference.Name, reference.Tag, reference.Familiar));
        Assert.Contains("no registry", Assert.Throws<FormatException>(() => reference.ForRegistry()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Odd Name:1", "Odd Name", "1", null)]
    [InlineData("host:5000/Odd", "host:5000/Odd", null, null)]
    [InlineData("web@sha256:short", "web", null, "sha256:short")]
    [InlineData("docker.io/library/web:1", "web", "1", null)]
    public void What_an_engine_calls_an_image_is_split_whatever_it_is(string text, string name, string? tag, string? digest)
    {
        ImageReference reference = ImageReference.FromEngine(text);
        Assert.Equal((name, tag, digest), (reference.FamiliarName, reference.Tag, reference.Digest));
    }
}
