using DockerPS.Hosting;
using static DockerPS.Tests.Images.Messages;

namespace DockerPS.Tests.Images;

public sealed class TransferReportTests
{
    [Fact]
    public void A_pull_tells_its_digest_as_text()
    {
        TransferReport report = ReportOf(Pull("web", "1"));
        Assert.Equal([new TransferredTag("1", Digest, null)], report.Tags);
    }

    [Fact]
    public void Each_tag_of_a_repository_has_the_digest_that_follows_it()
    {
        TransferReport report = ReportOf("""
            {"status":"Pulling from web","id":"2"}
            {"status":"Digest: sha256:22"}
            {"status":"Pulling from web","id":"1"}
            {"status":"Digest: sha256:11"}
            {"status":"Status: Downloaded newer image for web"}
            """);
        Assert.Equal([new TransferredTag("2", "sha256:22", null), new TransferredTag("1", "sha256:11", null)], report.Tags);
    }

    [Fact]
    public void A_push_tells_its_digest_in_an_object_and_as_text_once()
    {
        TransferReport report = ReportOf(Push("web", "1.2"));
        Assert.Equal([new TransferredTag("1.2", Digest, 527)], report.Tags);
    }

    [Fact]
    public void The_text_of_a_push_is_enough()
    {
        TransferReport report = ReportOf($$"""{"status":"1.2: digest: {{Digest}} size: 527"}""");
        Assert.Equal([new TransferredTag("1.2", Digest, 527)], report.Tags);
    }

    [Theory]
    [InlineData("""{"aux":{"manifestPushedInsteadOfIndex":true}}""")]
    [InlineData("""{"aux":{"Tag":7}}""")]
    [InlineData("""{"aux":[1]}""")]
    [InlineData("""{"status":"Digest: sha256:11"}""")]
    [InlineData("""{"status":"Digest: sha256:11","id":"layer"}""")]
    [InlineData("""{"progressDetail":{}}""")]
    public void What_names_no_tag_is_passed_over(string line) => Assert.Empty(ReportOf(line).Tags);

    private static TransferReport ReportOf(string lines)
    {
        TransferReport report = new();
        foreach (var message in Read(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
            report.Add(message);
        return report;
    }
}
