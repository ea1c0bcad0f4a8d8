namespace DockerPS.Hosting;

/// <summary>Docker's words for nodes, as users write them. One that is not known here is the engine's to judge.</summary>
internal static class NodeWords
{
    public const string Manager = "manager";
    public const string Worker = "worker";

    /// <summary>manager or worker.</summary>
    /// <exception cref="InvalidRequestException">It is neither.</exception>
    public static string Role(string word) => word.ToLowerInvariant() switch
    {
        Manager => Manager,
        Worker => Worker,
        _ => throw new InvalidRequestException("BadParameter", $"'{word}' is not a role of nodes: Manager and Worker are."),
    };

    /// <summary>active, pause or drain.</summary>
    /// <exception cref="InvalidRequestException">It is none of them.</exception>
    public static string Availability(string word) => word.ToLowerInvariant() switch
    {
        "active" => "active",
        "pause" => "pause",
        "drain" => "drain",
        _ => throw new InvalidRequestException("BadParameter", $"'{word}' is not an availability of nodes: Active, Pause and Drain are."),
    };

    /// <summary>The word as a person writes it: Manager.</summary>
    public static string Title(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
