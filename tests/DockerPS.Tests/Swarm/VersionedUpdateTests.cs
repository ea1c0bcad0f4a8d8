using System.Text.Json.Nodes;
using DockerPS.Engine.Api;
using DockerPS.Hosting;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Swarm;

/// <summary>Changes of a swarm's objects: on fresh data, and never over what somebody else did meanwhile.</summary>
public sealed class VersionedUpdateTests
{
    private const string Id = "secret0000000000000000001";

    [Fact]
    public async Task The_change_is_made_in_the_objects_own_json()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm()
            .With("/secrets", "key", Id, 7, """ "Tomorrow":{"x":18446744073709551615,"y":1.50} """)
            .On($"POST /secrets/{Id}/update", 200, "");

        JsonObject? answer = await Api(engine).Secrets.Update(Id).RunAsync(SetB, TestLimit.Token);

        Assert.Null(answer);
        Assert.Equal([$"GET /secrets/{Id}", $"POST /secrets/{Id}/update?version=7"], engine.Requests);
        Assert.Equal(
            """{"Name":"key","Labels":{"a":"1","b":"2"},"Tomorrow":{"x":18446744073709551615,"y":1.50}}""",
            Assert.Single(engine.BodiesOf("POST")).ToJsonString());
    }

    [Fact]
    public async Task Where_somebody_was_quicker_the_change_is_made_again_on_fresh_data()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm()
            .OnNext($"GET /secrets/{Id}", 200, ScriptedSwarm.Item("key", Id, 7))
            .OnNext($"POST /secrets/{Id}/update", 500, ScriptedSwarm.OutOfSequence)
            .OnNext($"GET /secrets/{Id}", 200, ScriptedSwarm.Item("key", Id, 9, """ "Other":"theirs" """))
            .OnNext($"POST /secrets/{Id}/update", 200, """{"Warnings":["mind"]}""");

        JsonObject? answer = await Api(engine).Secrets.Update(Id).RunAsync(SetB, TestLimit.Token);

        Assert.Equal("mind", (string?)answer!["Warnings"]![0]);
        Assert.Equal([$"POST /secrets/{Id}/update?version=7", $"POST /secrets/{Id}/update?version=9"], engine.Requests.Where(static request => request.StartsWith("POST", StringComparison.Ordinal)));
        Assert.Equal("theirs", (string?)engine.BodiesOf("POST")[1]["Other"]);
        Assert.Equal("2", (string?)engine.BodiesOf("POST")[1]["Labels"]!["b"]);
    }

    [Fact]
    public async Task Who_is_always_late_gives_up()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm()
            .With("/secrets", "key", Id)
            .On($"POST /secrets/{Id}/update", 500, ScriptedSwarm.OutOfSequence);

        SwarmException error = await Assert.ThrowsAsync<SwarmException>(() => Api(engine).Secrets.Update(Id).RunAsync(SetB, TestLimit.Token));

        Assert.Equal("ConcurrentChange", error.ErrorId);
        Assert.Equal(8, engine.BodiesOf("POST").Count);
        Assert.Equal("ConcurrentChange", ErrorMapper.ToRecord(error, null).FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData(""" "Other":"theirs" """, 1)]
    [InlineData("", 2)]
    public async Task What_is_undone_is_never_what_somebody_else_changed_meanwhile(string theirs, int posts)
    {
        // The version moves when only the state of the update does, too.
        await using ScriptedSwarm engine = new ScriptedSwarm()
            .OnNext($"GET /services/{Id}", 200, ScriptedSwarm.Item("web", Id, 7))
            .OnNext($"POST /services/{Id}/update", 500, ScriptedSwarm.OutOfSequence)
            .OnNext($"GET /services/{Id}", 200, ScriptedSwarm.Item("web", Id, 9, theirs))
            .OnNext($"POST /services/{Id}/update", 200, "{}");

        SwarmException? error = null;
        try
        {
            await Api(engine).Services.Rollback(Id).RunAsync(static _ => true, TestLimit.Token);
        }
        catch (SwarmException exception)
        {
            error = exception;
        }

        Assert.Equal(posts, engine.BodiesOf("POST").Count);
        Assert.Equal(posts == 1 ? "ConcurrentChange" : null, error?.ErrorId);
    }

    [Fact]
    public async Task Another_error_is_not_tried_again()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm()
            .With("/secrets", "key", Id)
            .On($"POST /secrets/{Id}/update", 400, """{"message":"rpc error: code = InvalidArgument desc = only updates to Labels are allowed"}""");

        DockerApiException error = await Assert.ThrowsAsync<DockerApiException>(() => Api(engine).Secrets.Update(Id).RunAsync(SetB, TestLimit.Token));

        Assert.Equal("only updates to Labels are allowed", error.Message);
        Assert.Single(engine.BodiesOf("POST"));
    }

    [Fact]
    public async Task What_needs_no_change_is_not_sent()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().With("/secrets", "key", Id);

        await Api(engine).Secrets.Update(Id).RunAsync(static _ => false, TestLimit.Token);

        Assert.Equal([$"GET /secrets/{Id}"], engine.Requests);
    }

    private static EngineApi Api(ScriptedSwarm engine) => new(ConnectionFactory.OfText(engine.Address));

    private static bool SetB(JsonObject item)
    {
        item["Spec"]!["Labels"]!["b"] = "2";
        return true;
    }
}
