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

    /// <summary>The service of the task that still holds the network, and whether it goes with the stack.</summary>
    [Theory]
    [InlineData("s1", true)]
    [InlineData("other", false)]
    public async Task A_network_is_removed_as_soon_as_the_tasks_of_the_stack_let_it_go(string service, bool isRemoved)
    {
        await using ScriptedStacks engine = new();
        engine.OnNext("DELETE /networks/n1", 400, """{"message":"network n1 is in use by task t1"}""")
            .On("DELETE /networks/n1", 204, "")
            .On("DELETE /services/s1", 200, "")
            .On("GET /tasks/t1", 200, $$"""{"ID":"t1","ServiceID":"{{service}}"}""")
            .On("GET /networks", 200, """[{"Id":"n1","Name":"shop_n","Scope":"swarm","Labels":{"com.docker.stack.namespace":"shop"}}]""")
            .On("GET /services", 200, """
                [{"ID":"s1","Version":{"Index":1},"CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-01-01T00:00:00Z","ServiceStatus":{"RunningTasks":1,"DesiredTasks":1},
                  "Spec":{"Name":"shop_web","Labels":{"com.docker.stack.namespace":"shop"},"TaskTemplate":{"ContainerSpec":{"Image":"app:1"}},"Mode":{"Replicated":{"Replicas":1}}}}]
                """)
            .Empty();

        CmdletResult result = engine.Run("Remove-DockerStack").With(new { Name = "shop", Detach = true }).Run();

        Assert.Equal(isRemoved ? 2 : 1, engine.Requests.Count(static request => request == "DELETE /networks/n1"));
        Assert.Equal(isRemoved ? [] : ["Network 'shop_n': network n1 is in use by task t1"], result.Errors.Select(static error => error.ErrorDetails?.Message));
    }

    private static StackPart Part(ResourceKind kind, string name) => new(kind, name, name, "shop", new JsonObject());
}
