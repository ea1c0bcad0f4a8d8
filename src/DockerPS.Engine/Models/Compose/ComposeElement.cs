namespace DockerPS;

/// <summary>What every part of a compose file that takes extensions has in common.</summary>
public abstract class ComposeElement
{
    private protected ComposeElement()
    {
    }

    /// <summary>Keys that begin with x-, which compose leaves to its users, as plain values.</summary>
    public ComposeExtensions Extensions { get; init; } = [];
}
