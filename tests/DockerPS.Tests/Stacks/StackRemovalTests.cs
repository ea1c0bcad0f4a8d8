using System.Text.Json.Nodes;
using DockerPS.Commands;
using DockerPS.Engine.Api;
using DockerPS.Hosting;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Stacks;

/// <summary>The removal of a stack's parts side by side.</summary>
public sealed class StackRemovalTests
{
    /// <summary>Which of two ends last is a race: all of many rounds have to come out right.</summary>
    [Fact]
    public async Task A_failure_is_not_forgotten_when_another_part_ends_after_it()
    {
        StackPart[] parts = [Part(ResourceKind.Secret, "slow"), Part(ResourceKind.Network, "used")];
        for (int i = 0; i < 100; i++)
        {
            var hasBegun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var hasFailed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var cmdlet = new RemoveDockerStackCommand();
            var removal = new StackRemoval(cmdlet, async (_, name, _) =>
            {
                if (name is "slow")
                {
                    hasBegun.SetResult();
                    await hasFailed.Task;
                    return true;
                }

                await hasBegun.Task;
                hasFailed.SetResult();
                return false;
            });

            Assert.False(await removal.RemoveAsync(null!, parts, 2));
        }
    }

    [Fact]
    public async Task Networks_that_came_later_are_not_waited_for()
    {
        await using ScriptedStacks engine = new();
        const string Old = """{"Id":"n1","Name":"shop_old","Scope":"swarm","Labels":{"com.docker.stack.namespace":"shop"}}""";
        const string New = """{"Id":"n2","Name":"shop_new","Scope":"swarm","Labels":{"com.docker.stack.namespace":"shop"}}""";
        // Found, read in order to be removed, still there, gone; the new one stays.
        engine.OnNext("GET /networks", 200, $"[{Old}]")
            .OnNext("GET /networks", 200, $"[{Old}]")
            .OnNext("GET /networks", 200, $"[{Old},{New}]")
            .On("GET /networks", 200, $"[{New}]")
            .On("DELETE /networks/n1", 204, "")
            .Empty();

        engine.Run("Remove-DockerStack").With(new { Name = "shop" }).Run().AssertNoErrors();

        Assert.Equal(4, engine.Requests.Count(static request => request.StartsWith("GET /networks", StringComparison.Ordinal)));
    }

    private static StackPart Part(ResourceKind kind, string name) => new(kind, name, name, "shop", new JsonObject());
}
