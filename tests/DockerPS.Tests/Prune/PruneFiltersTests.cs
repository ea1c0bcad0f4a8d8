using System.Collections;
using DockerPS.Hosting;

namespace DockerPS.Tests.Prune;

public sealed class PruneFiltersTests
{
    private static readonly DateTime s_now = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Local);
    private static readonly Dictionary<string, string> s_noLabels = [];

    [Fact]
    public void Without_filters_all_match_and_nothing_is_sent()
    {
        PruneFilters filters = PruneFilters.Of(null, [], s_now);
        Assert.Null(filters.ToQuery().ToQueryValue());
        Assert.True(filters.Matches(s_noLabels, s_now));
    }

    [Fact]
    public void The_users_and_the_configured_filters_add_up()
    {
        PruneFilters filters = PruneFilters.Of(
            new Hashtable { ["label"] = new object[] { "a", "b=1" } }, ["label!=keep", "label=a", "dangling=false", "nonsense"], s_now);
        Assert.Equal("""{"dangling":["false"],"label":["a","b=1"],"label!":["keep"]}""", filters.ToQuery().ToQueryValue());
        Assert.Equal(["dangling", "label", "label!"], filters.Names);
    }

    [Theory]
    [InlineData("label", "label!=keep")]
    [InlineData("label!", "label=keep")]
    public void What_contradicts_the_users_labels_is_left_out_of_the_configured(string given, string configured)
    {
        PruneFilters filters = PruneFilters.Of(new Hashtable { [given] = "keep" }, [configured], s_now);
        Assert.Equal([given], filters.Names);
    }

    [Fact]
    public void Labels_can_be_a_table() =>
        Assert.Equal("""{"label":["app=shop"]}""", PruneFilters.Of(new Hashtable { ["label"] = new Hashtable { ["app"] = "shop" } }, [], s_now).ToQuery().ToQueryValue());

    // As moby's matchLabels: all of label, and not all of label!.
    [Theory]
    [InlineData("a", "", "a=1", true)]
    [InlineData("a=1", "", "a=1", true)]
    [InlineData("a=2", "", "a=1", false)]
    [InlineData("a,b", "", "a=1", false)]
    [InlineData("a,b", "", "a=1,b=", true)]
    [InlineData("a", "", "", false)]
    [InlineData("", "a", "a=1", false)]
    [InlineData("", "a=2", "a=1", true)]
    [InlineData("", "a,b", "a=1", true)]
    [InlineData("", "a,b", "a=1,b=2", false)]
    [InlineData("", "a", "", true)]
    [InlineData("a", "b", "a=1,b=2", false)]
    public void Labels_are_compared_as_the_engine_does(string wanted, string spared, string labels, bool expected)
    {
        var table = new Hashtable();
        if (wanted.Length > 0)
            table["label"] = wanted.Split(',');
        if (spared.Length > 0)
            table["label!"] = spared.Split(',');
        Dictionary<string, string> own = labels.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(label => label.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);
        Assert.Equal(expected, PruneFilters.Of(table, [], s_now).Matches(own, s_now));
    }

    public static TheoryData<object> AnHourAgo => new(
        "1h", "60m", TimeSpan.FromHours(1), s_now.AddHours(-1), DateTime.SpecifyKind(s_now.AddHours(-1), DateTimeKind.Unspecified),
        new DateTimeOffset(s_now.AddHours(-1)), s_now.AddHours(-1).ToString("yyyy-MM-ddTHH:mm:ss"));

    [Theory]
    [MemberData(nameof(AnHourAgo))]
    public void A_time_becomes_a_fixed_one(object until)
    {
        PruneFilters filters = PruneFilters.Of(new Hashtable { ["until"] = until }, [], s_now);
        string expected = new DateTimeOffset(s_now.AddHours(-1)).ToUnixTimeSeconds() + ".000000000";
        Assert.Equal([expected], filters.ValuesOf("until"));
        Assert.True(filters.Matches(s_noLabels, s_now.AddHours(-1)));
        Assert.False(filters.Matches(s_noLabels, s_now.AddHours(-1).AddSeconds(1)));
    }

    [Fact]
    public void What_is_no_time_goes_to_the_engine_as_it_is_and_finds_no_victim_here()
    {
        PruneFilters filters = PruneFilters.Of(new Hashtable { ["until"] = "yesterday" }, [], s_now);
        Assert.Equal("""{"until":["yesterday"]}""", filters.ToQuery().ToQueryValue());
        Assert.Contains("'yesterday'", Assert.Throws<InvalidRequestException>(() => filters.Matches(s_noLabels, s_now)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_times_are_refused_as_the_engine_does() =>
        Assert.Throws<InvalidRequestException>(() => PruneFilters.Of(new Hashtable { ["until"] = "1h" }, ["until=2h"], s_now).Matches(s_noLabels, s_now));
}
