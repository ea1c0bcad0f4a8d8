namespace DockerPS.Tests.Support;

internal sealed record ShouldProcessCall(string Target, string Action);
