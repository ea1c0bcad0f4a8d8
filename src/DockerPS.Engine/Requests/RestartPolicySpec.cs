using System.Globalization;
using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests;

/// <summary>When the engine starts a container again: docker's --restart.</summary>
/// <param name="Name">no, always, unless-stopped, on-failure, or what a newer engine knows.</param>
/// <param name="MaximumRetryCount">How often at most, for on-failure; 0 is without end.</param>
internal sealed record RestartPolicySpec(string Name, int MaximumRetryCount)
{
    private const string Form = "no, always, unless-stopped, on-failure or on-failure:3";

    /// <summary>True where the container is never started again.</summary>
    public bool IsNone => Name is "no" or "";

    /// <summary>As the engine takes it.</summary>
    public JsonObject ToJson() => new() { [nameof(Name)] = Name, [nameof(MaximumRetryCount)] = MaximumRetryCount };

    /// <exception cref="InvalidRequestException">The text cannot be read.</exception>
    public static RestartPolicySpec Parse(string text)
    {
        (string name, string? count) = RequestText.Cut(text, ':');
        if (name.Length == 0)
        {
            throw RequestText.Wrong("Restart", text, "there is no policy", Form);
        }

        int retries = 0;
        if (!string.IsNullOrEmpty(count) && !int.TryParse(count, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out retries))
        {
            throw RequestText.Wrong("Restart", text, $"'{count}' is not a number of attempts", Form);
        }

        return new RestartPolicySpec(name.ToLowerInvariant(), retries);
    }
}
