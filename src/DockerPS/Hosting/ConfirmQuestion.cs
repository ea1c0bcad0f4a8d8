namespace DockerPS.Hosting;

/// <summary>A ShouldProcess question on its way to the pipeline thread, and the answer on its way back.</summary>
internal sealed class ConfirmQuestion(string target, string action, bool force)
{
    // Ctrl+C can race the answer: both use TrySet.
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Target { get; } = target;

    public string Action { get; } = action;

    public bool Force { get; } = force;

    public Task<bool> Answer => _answer.Task;

    public void Reply(bool yes) => _answer.TrySetResult(yes);
}
