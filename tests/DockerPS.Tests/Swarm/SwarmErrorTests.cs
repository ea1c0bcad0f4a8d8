using DockerPS.Engine.Api;
using DockerPS.Engine.Http;
using DockerPS.Hosting;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Swarm;

/// <summary>What engines say about the state of their swarm.</summary>
public sealed class SwarmErrorTests
{
    [Theory]
    [InlineData(503, "This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again.", "NotInSwarm")]
    [InlineData(503, "This node is not part of a swarm", "NotInSwarm")]
    [InlineData(503, "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state.", "NotSwarmManager")]
    [InlineData(503, "This node is not a swarm manager. Manager is being prepared or has trouble connecting to the cluster.", "ManagerNotReady")]
    [InlineData(500, "rpc error: code = Unknown desc = can't find manager in raft memberlist", "ManagerNotReady")]
    [InlineData(503, "This node is already part of a swarm. Use \"docker swarm leave\" to leave this swarm and join another one.", "AlreadyInSwarm")]
    [InlineData(503, "Swarm is encrypted and needs to be unlocked before it can be used. Please use \"docker swarm unlock\" to unlock it.", "SwarmLocked")]
    [InlineData(409, "swarm is not locked", "SwarmNotLocked")]
    [InlineData(401, "swarm could not be unlocked: invalid key provided", "BadUnlockKey")]
    [InlineData(500, "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online.", "SwarmWithoutLeader")]
    [InlineData(503, "Swarm certificates have expired. To replace them, leave the swarm and join again.", "SwarmCertificatesExpired")]
    [InlineData(503, "Timeout was reached before node joined. The attempt to join the swarm will continue in the background.", "SwarmJoinPending")]
    [InlineData(500, "rpc error: code = Unknown desc = update out of sequence", "ConcurrentChange")]
    public void A_state_is_known_by_its_text(int status, string message, string id)
    {
        SwarmException error = Assert.IsType<SwarmException>(SwarmErrors.Of(new DockerApiException(status, message)));

        Assert.Equal(id, ErrorMapper.ToRecord(error, null).FullyQualifiedErrorId);
        Assert.Equal(status, error.StatusCode);
    }

    [Theory]
    [InlineData("rpc error: code = NotFound desc = node x not found", "node x not found")]
    [InlineData("error while removing: rpc error: code = FailedPrecondition desc = node is not down", "error while removing: node is not down")]
    [InlineData("no such thing", "no such thing")]
    public void The_head_of_gRPC_goes(string message, string expected) => Assert.Equal(expected, SwarmErrors.WithoutHead(message));

    [Fact]
    public async Task A_worker_names_the_managers()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().AsWorker().On("GET /secrets", 503, ScriptedSwarm.WorkerRefusal);

        SwarmException error = await Assert.ThrowsAsync<SwarmException>(() => ListAsync(engine));

        Assert.Equal(["10.0.0.1:2377", "10.0.0.2:2377"], error.Managers);
        Assert.Contains("Its managers: 10.0.0.1:2377, 10.0.0.2:2377.", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Context", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_in_no_swarm_is_not_asked_for_managers()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().On("GET /secrets", 503, ScriptedSwarm.NoSwarm);

        SwarmException error = await Assert.ThrowsAsync<SwarmException>(() => ListAsync(engine));

        Assert.Equal("NotInSwarm", error.ErrorId);
        Assert.Equal(["GET /secrets"], engine.Requests);
    }

    [Fact]
    public async Task An_ambiguous_prefix_lists_what_it_may_mean()
    {
        const string First = "aab0000000000000000000001";
        const string Second = "aac0000000000000000000001";
        await using ScriptedSwarm engine = new ScriptedSwarm()
            .On("GET /secrets", 200, $"[{ScriptedSwarm.Item("one", First, 1)},{ScriptedSwarm.Item("two", Second, 1)},{ScriptedSwarm.Item("other", "bbb", 1)}]")
            .On("GET /secrets/aa", 400, """{"message":"secret aa is ambiguous (2 matches found)"}""")
            .On("GET /secrets/nope", 404, """{"message":"secret nope not found"}""");
        SwarmObjectResolver<DockerSecret> resolver = SwarmResolvers.Secrets(TestLimit.Token);
        EngineApi api = new(ConnectionFactory.OfText(engine.Address));

        DockerException ambiguous = Assert.Single((await resolver.ResolveAsync([api], "aa")).Errors);
        DockerException missing = Assert.Single((await resolver.ResolveAsync([api], "nope")).Errors);
        Resolution<ResolvedSwarmObject<DockerSecret>> wild = await resolver.ResolveAsync([api], "*o*");

        Assert.Contains("one (aab000000000), two (aac000000000)", ambiguous.Message, StringComparison.Ordinal);
        Assert.Equal("SecretNotFound", ErrorMapper.ToRecord(missing, null).FullyQualifiedErrorId);
        Assert.Equal(["one", "two", "other"], wild.Found.Select(static secret => secret.Name));
    }

    [Fact]
    public void Objects_of_a_swarm_are_nouns_of_their_own()
    {
        Assert.Equal(typeof(DockerNode), PipedNoun.OtherThan(typeof(DockerSecret), new[] { typeof(DockerNodeSummary).FullName!, typeof(DockerNode).FullName! }));
        Assert.Null(PipedNoun.OtherThan(typeof(DockerSecret), new[] { "Deserialized." + typeof(DockerSecret).FullName!, "Deserialized." + typeof(DockerSwarmObject).FullName! }));
        Assert.Null(PipedNoun.OtherThan(typeof(DockerNode), new[] { typeof(DockerNodeDetail).FullName!, typeof(DockerNode).FullName!, typeof(DockerSwarmObject).FullName! }));
    }

    private static async Task ListAsync(ScriptedSwarm engine)
    {
        await foreach (DockerSecret _ in new EngineApi(ConnectionFactory.OfText(engine.Address)).Secrets.ListAsync(new Filters(), TestLimit.Token))
        {
            Assert.Fail("There are none.");
        }
    }
}
