using System.Collections;
using System.Text.Json.Nodes;
using DockerPS.Engine.Requests;

namespace DockerPS.Tests.Requests;

public sealed class JsonValuesTests
{
    [Fact]
    public void Values_of_scripts_become_the_engines_json()
    {
        var table = new Hashtable
        {
            ["text"] = "ä\"",
            ["int"] = 5,
            ["ulong"] = ulong.MaxValue,
            ["whole"] = 2.0,
            ["half"] = 0.5m,
            ["yes"] = true,
            ["none"] = null,
            ["list"] = new object?[] { 1, "a", null, new Hashtable { [1] = 2 } },
            ["time"] = TimeSpan.FromSeconds(1.5),
            ["day"] = new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc),
            ["word"] = DayOfWeek.Friday,
        };

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"text":"ä\"","int":5,"ulong":18446744073709551615,"whole":2,"half":0.5,"yes":true,"none":null,"list":[1,"a",null,{"1":2}],
                 "time":1500000000,"day":"2024-02-03T04:05:06.0000000Z","word":"Friday"}
                """),
            JsonValues.FromTable(table, "Configuration")));
    }

    [Fact]
    public void What_json_has_not_is_refused_by_the_parameters_name()
    {
        Assert.Equal("BadConfiguration", Assert.Throws<InvalidRequestException>(() => JsonValues.From(new object(), "Configuration")).ErrorId);
        Assert.Throws<InvalidRequestException>(() => JsonValues.From(double.NaN, "Configuration"));
        var loop = new Hashtable();
        loop["self"] = loop;
        Assert.Contains("too deeply", Assert.Throws<InvalidRequestException>(() => JsonValues.From(loop, "Configuration")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_upper_object_wins_deeply_and_without_case()
    {
        var below = (JsonObject)JsonNode.Parse("""{"memory":1,"Log":{"Type":"a","Config":{"x":"1"}},"List":[1,2],"Unknown":{"a":1}}""")!;
        var top = (JsonObject)JsonNode.Parse("""{"Memory":2,"log":{"Config":{"y":"2"}},"List":[3]}""")!;

        JsonValues.Merge(below, top);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"Memory":2,"Log":{"Type":"a","Config":{"x":"1","y":"2"}},"List":[3],"Unknown":{"a":1}}"""), below));
        Assert.NotNull(top["List"]);
    }
}
