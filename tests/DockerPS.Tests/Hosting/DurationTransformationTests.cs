using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Tests.Hosting;

public sealed class DurationTransformationTests
{
    public static TheoryData<object> OneMinuteAndAHalf => [90, 90u, (ushort)90, (sbyte)90, 90.0, 90m, "90", "1m30s", TimeSpan.FromSeconds(90), new PSObject(90)];

    [Theory]
    [MemberData(nameof(OneMinuteAndAHalf))]
    public void A_duration_is_read_in_all_its_forms(object given)
    {
        Assert.Equal(TimeSpan.FromSeconds(90), new DurationTransformationAttribute().Transform(null!, given));
        Assert.Equal(TimeSpan.FromSeconds(90), new DurationTransformationAttribute { IsLimit = true }.Transform(null!, given));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData("-5s")]
    [InlineData("600h")]
    public void A_limit_is_a_time_that_can_be_waited_for(object given)
    {
        Assert.IsType<TimeSpan>(new DurationTransformationAttribute().Transform(null!, given));
        Assert.Throws<ArgumentTransformationMetadataException>(() => new DurationTransformationAttribute { IsLimit = true }.Transform(null!, given));
    }

    [Theory]
    [InlineData((uint)512)]
    [InlineData((ulong)512)]
    [InlineData("512b")]
    public void A_size_is_read_from_every_number(object given) => Assert.Equal(512L, new SizeTransformationAttribute().Transform(null!, given));
}
