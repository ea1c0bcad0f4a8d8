using System.Collections;
using System.Management.Automation;
using DockerPS.Hosting;
using Xunit;

namespace DockerPS.Tests.Hosting;

public sealed class FilterTransformationTests
{
    private readonly FilterTransformationAttribute _transformation = new();

    [Fact]
    public void TakesDockersForm()
    {
        var table = Assert.IsType<Hashtable>(_transformation.Transform(null!, "label=a=b"));
        Assert.Equal(["a=b"], Assert.IsType<string[]>(table["label"]));
    }

    [Fact]
    public void AddsUpWhatRepeats()
    {
        var table = Assert.IsType<Hashtable>(_transformation.Transform(null!, new object[] { "status=running", "status=paused", "name=web" }));
        Assert.Equal(2, table.Count);
        Assert.Equal(["running", "paused"], Assert.IsType<string[]>(table["status"]));
    }

    [Fact]
    public void LeavesATableAsItIs()
    {
        var table = new Hashtable { ["status"] = "running" };
        Assert.Same(table, _transformation.Transform(null!, table));
        Assert.Null(_transformation.Transform(null!, null));
    }

    [Theory]
    [InlineData("running")]
    [InlineData("=running")]
    public void RefusesWhatIsNoFilter(string text) =>
        Assert.Throws<ArgumentTransformationMetadataException>(() => _transformation.Transform(null!, text));
}
