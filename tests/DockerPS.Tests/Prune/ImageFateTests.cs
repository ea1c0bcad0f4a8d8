using System.Collections;
using DockerPS.Hosting;

namespace DockerPS.Tests.Prune;

/// <summary>What a prune of images would do, in both image stores, without an engine: cases that real ones have answered.</summary>
public sealed class ImageFateTests
{
    private static readonly DateTime s_now = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Local);

    // Each image: id[<parent] and its references.
    [Theory]
    [InlineData(true, "a", "", "a", "")]
    [InlineData(true, "a:x:1", "", "", "")]
    [InlineData(true, "a:r@D", "", "a", "")]
    [InlineData(true, "a", "a", "", "")]
    [InlineData(true, "b<a", "", "b", "")]
    [InlineData(true, "c<b|b<a|a", "", "c|b|a", "")]
    [InlineData(true, "c<b|b<a|a:x:1", "", "c|b", "")]
    [InlineData(true, "c<b|b<a|a", "b", "c", "")]
    [InlineData(true, "c:x:1<b|b", "", "", "")]
    [InlineData(false, "c:x:1<b|b", "", "c|b", "")]
    [InlineData(false, "a:x:1,x:2", "", "a", "")]
    [InlineData(false, "a:x:1,x:2", "a", "", "x:1")]
    [InlineData(false, "a:x:1", "a", "", "")]
    [InlineData(false, "a:r/x:1,r/x@D,x:1", "a", "", "x:1")]
    [InlineData(false, "a:a/x:1,a/x@D,x:1", "a", "", "a/x:1|a/x@D")]
    [InlineData(false, "a:x:1,x@D", "a", "", "")]
    [InlineData(false, "a:x:1|b:y:1<a", "b", "", "x:1")]
    [InlineData(false, "b:y:1<a|a:x:1", "", "b|a", "")]
    [InlineData(false, "a:x:1|b:y:1<a", "", "a|b", "")]
    public void Of_dockers_own_store(bool danglingOnly, string images, string used, string deleted, string untagged)
    {
        ImageFate fate = new LayerImageStore(Images(images), Parts(used).Select(IdOf)).Prune(danglingOnly, None);
        AssertFate(fate, deleted, untagged);
    }

    [Theory]
    [InlineData(true, "a", "", "a", "")]
    [InlineData(true, "a:x:1", "", "", "")]
    [InlineData(true, "a:r@D", "", "", "")]
    [InlineData(true, "a", "a=a", "", "")]
    [InlineData(true, "c<b|b<a|a", "", "c|b|a", "")]
    [InlineData(true, "c<b|b<a|a", "b=b", "c|a", "")]
    [InlineData(false, "a:x:1,x:2", "", "a", "")]
    [InlineData(false, "a:x:1,x:2,v/x:1", "a=x:2", "", "x:1|v/x:1")]
    [InlineData(false, "a:x:1,x:2", "a=a", "", "x:1")]
    [InlineData(false, "a:x:latest", "a=x", "", "")]
    [InlineData(false, "a:x:1|b:x:2", "a=x:2", "a", "")]
    [InlineData(false, "a:x:1,x@D", "", "a", "")]
    public void Of_containerds_store(bool danglingOnly, string images, string used, string deleted, string untagged)
    {
        (string, string)[] containers = [.. Parts(used).Select(static use => use.Split('='))
            .Select(static use => (IdOf(use[0]), use[1].Length == 1 && use[1] != "x" ? IdOf(use[1]) : use[1]))];
        ImageFate fate = new ContainerdImageStore(Images(images), containers).Prune(danglingOnly, None, new Dictionary<string, DateTime>());
        AssertFate(fate, deleted, untagged);
    }

    [Theory]
    [InlineData(true, "a|b<a", "", "a|b", "")]
    [InlineData(true, "a|b:y:1<a", "", "", "")]
    [InlineData(true, "a:x:1|b", "b", "", "")]
    [InlineData(false, "a:x:1|b:y:1,y:2<a", "b", "a", "")]
    public void Of_podman(bool danglingOnly, string images, string used, string deleted, string untagged) =>
        AssertFate(PodmanImageStore.Prune(Images(images), Parts(used).Select(IdOf), danglingOnly, None), deleted, untagged);

    [Fact]
    public void Labels_and_age_spare_but_not_what_a_victim_is_built_upon()
    {
        StoredImage[] images = [Image("c", "b", "keep", age: 1), Image("b", "", "", age: 1), Image("d", "", "x", age: 1), Image("e", "", "x", age: 9)];
        PruneFilters filters = PruneFilters.Of(new Hashtable { ["label!"] = "keep" }, [], s_now, ["x"], s_now.AddDays(-5));
        AssertFate(new LayerImageStore(images, []).Prune(true, filters), "e", "");
        AssertFate(new LayerImageStore(images, []).Prune(true, PruneFilters.Of(null, [], s_now, ["keep"])), "c|b", "");
    }

    [Fact]
    public void Containerds_store_counts_from_when_an_image_came_and_spares_each_label()
    {
        StoredImage[] images = [Image("a", "", "one", age: 9), Image("b", "", "", age: 9), Image("c", "", "", age: 9)];
        Dictionary<string, DateTime> stored = new() { [IdOf("a")] = s_now.AddDays(-9), [IdOf("b")] = s_now.AddDays(-9), [IdOf("c")] = s_now };
        PruneFilters filters = PruneFilters.Of(new Hashtable { ["label!"] = new[] { "one", "two" } }, [], s_now, until: s_now.AddDays(-5));
        AssertFate(new ContainerdImageStore(images, []).Prune(true, filters, stored), "b", "");
        // dockers own spares only what has all of them.
        AssertFate(new LayerImageStore(images, []).Prune(true, filters), "a|b|c", "");
    }

    private static PruneFilters None => PruneFilters.Of(null, [], s_now);

    private static void AssertFate(ImageFate fate, string deleted, string untagged)
    {
        Assert.Equal(Parts(deleted).Select(IdOf).Order(), fate.Deleted.Select(static image => image.Id).Order());
        Assert.Equal(Parts(untagged).Select(LongForm).Order(), fate.Untagged.Select(static taken => taken.Reference).Order());
    }

    private static IEnumerable<StoredImage> Images(string text) => Parts(text).Select(static part =>
    {
        string[] halves = part.Split('<');
        string[] names = halves[0].Length > 2 ? [.. halves[0][2..].Split(',').Select(LongForm)] : [];
        return new StoredImage
        {
            Id = IdOf(halves[0][..1]),
            ParentId = halves.Length > 1 ? IdOf(halves[1]) : "",
            Tags = [.. names.Where(static name => !name.Contains('@'))],
            Digests = [.. names.Where(static name => name.Contains('@'))],
            Labels = new Dictionary<string, string>(),
            Created = s_now.AddDays(-30),
            Size = 1,
        };
    });

    private static StoredImage Image(string id, string parent, string label, int age) => new()
    {
        Id = IdOf(id),
        ParentId = parent.Length > 0 ? IdOf(parent) : "",
        Tags = [],
        Digests = [],
        Labels = label.Length > 0 ? new Dictionary<string, string> { [label] = "" } : [],
        Created = s_now.AddDays(-age),
        Size = 1,
    };

    private static string LongForm(string name) => (name.Contains('/') ? "docker.io/" : "docker.io/library/") + name.Replace("@D", "@sha256:" + new string('d', 64), StringComparison.Ordinal);

    private static string IdOf(string letter) => "sha256:" + new string(letter[0], 64);

    private static string[] Parts(string text) => text.Split('|', StringSplitOptions.RemoveEmptyEntries);
}
