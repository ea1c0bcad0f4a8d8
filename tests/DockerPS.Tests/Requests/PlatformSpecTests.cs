using DockerPS.Engine.Requests;

namespace DockerPS.Tests.Requests;

/// <summary>The facts are those of containerd/platforms, by which the docker CLI reads --platform.</summary>
public sealed class PlatformSpecTests
{
    [Theory]
    [InlineData("linux/amd64", """{"os":"linux","architecture":"amd64"}""")]
    [InlineData("Linux/x86_64", """{"os":"linux","architecture":"amd64"}""")]
    [InlineData("linux/amd64/v1", """{"os":"linux","architecture":"amd64"}""")]
    [InlineData("linux/amd64/v3", """{"os":"linux","architecture":"amd64","variant":"v3"}""")]
    [InlineData("linux/i386", """{"os":"linux","architecture":"386"}""")]
    [InlineData("linux/arm64/v8", """{"os":"linux","architecture":"arm64","variant":"v8"}""")]
    [InlineData("linux/arm64/9", """{"os":"linux","architecture":"arm64","variant":"v9"}""")]
    [InlineData("linux/arm/v7", """{"os":"linux","architecture":"arm","variant":"v7"}""")]
    [InlineData("linux/aarch64", """{"os":"linux","architecture":"arm64"}""")]
    [InlineData("linux/arm", """{"os":"linux","architecture":"arm"}""")]
    [InlineData("linux/arm/6", """{"os":"linux","architecture":"arm","variant":"v6"}""")]
    [InlineData("linux/armhf", """{"os":"linux","architecture":"arm"}""")]
    [InlineData("linux/armel", """{"os":"linux","architecture":"arm","variant":"v6"}""")]
    [InlineData("arm64", """{"os":"linux","architecture":"arm64"}""")]
    [InlineData("windows/amd64", """{"os":"windows","architecture":"amd64"}""")]
    [InlineData("macos/arm64", """{"os":"darwin","architecture":"arm64"}""")]
    [InlineData("plan10/zarch", """{"os":"plan10","architecture":"zarch"}""")]
    public void Reads_platforms_as_the_CLI_does(string text, string json) => Assert.Equal(json, PlatformSpec.ToJson(text));

    [Fact]
    public void A_system_alone_has_the_architecture_of_this_machine()
    {
        (string system, string architecture, _) = PlatformSpec.Read("linux");
        Assert.Equal("linux", system);
        Assert.Matches("^[a-z0-9]+$", architecture);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("linux/")]
    [InlineData("/amd64")]
    [InlineData("linux/arm/v7/x")]
    [InlineData("linux/a rm")]
    [InlineData("")]
    public void Refuses_what_is_none(string text) =>
        Assert.Contains("such as linux/arm64", Assert.Throws<InvalidRequestException>(() => PlatformSpec.ToJson(text)).Message, StringComparison.Ordinal);
}
