using DockerPS.Engine.Streams;

namespace DockerPS.Tests.Images;

/// <summary>The text by which engines tell what an archive had in it.</summary>
public sealed class LoadReportTests
{
    private const string Id = "sha256:34fb332867190d969aa59bfe166d6e4f1cef8326ede27fde7234a12cfa057a82";

    [Theory]
    [InlineData("Loaded image: web:1\n", "web:1")]
    [InlineData("Loaded image: web:1\nLoaded image: registry.test:5000/db:2\n", "web:1 registry.test:5000/db:2")]
    [InlineData("Loaded image ID: " + Id + "\n", "id " + Id)]
    [InlineData("Loaded image: localhost/bbx:1", "localhost/bbx:1")]
    [InlineData("Loaded image: " + Id, "id " + Id)]
    [InlineData("Loaded image: localhost/a:1,localhost/b:1", "localhost/a:1 localhost/b:1")]
    [InlineData("Loaded image(s): a:1,b:1\r\n", "a:1 b:1")]
    [InlineData("", "")]
    public void Images_are_read_at_every_cut(string text, string expected)
    {
        for (int cut = 0; cut <= text.Length; cut++)
        {
            LoadReport report = Read(text[..cut], text[cut..]);
            Assert.Equal(expected, string.Join(' ', report.Images.Select(static image => (image.IsId ? "id " : "") + image.Name)));
            Assert.Empty(report.Notes);
        }
    }

    [Fact]
    public void All_else_is_kept_for_the_user()
    {
        const string moved = "The image web:1 already exists, renaming the old one with ID sha256:1 to empty string";
        LoadReport report = Read(moved + "\n", "Loaded image: web:1\nError unpacking image web:1: no space\n");
        Assert.Equal([moved, "Error unpacking image web:1: no space"], report.Notes);
        Assert.Equal(("web:1", false), Assert.Single(report.Images));
    }

    private static LoadReport Read(params string[] texts)
    {
        var report = new LoadReport();
        foreach (string text in texts)
        {
            report.Add(new JsonMessage { Stream = text });
        }

        report.Add(new JsonMessage { Status = "Loading layer", Id = "d223639237fe" });
        report.Complete();
        return report;
    }
}
