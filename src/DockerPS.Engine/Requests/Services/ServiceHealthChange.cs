using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Services;

/// <summary>What is to be different in the check of a service's health. Null leaves a field as it is.</summary>
internal sealed record ServiceHealthChange
{
    private const string None = "NONE";

    /// <summary>One text is a line for the container's shell, several are a program and its arguments; none is the image's own check.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    public TimeSpan? Interval { get; init; }

    public TimeSpan? Timeout { get; init; }

    public TimeSpan? StartPeriod { get; init; }

    public TimeSpan? StartInterval { get; init; }

    public long? Retries { get; init; }

    /// <summary>True takes the image's check away; false gives it back.</summary>
    public bool? IsOff { get; init; }

    private bool HasOptions => Command is not null || Interval is not null || Timeout is not null || StartPeriod is not null || StartInterval is not null || Retries is not null;

    /// <summary>Refuses a check that is both changed and taken away.</summary>
    /// <exception cref="InvalidRequestException">It is.</exception>
    public void Check()
    {
        if (IsOff == true && HasOptions)
        {
            throw new InvalidRequestException("OptionConflict", "-NoHealthCheck does not go with the other health parameters.");
        }
    }

    /// <summary>Changes the check of a container spec.</summary>
    public void ApplyTo(JsonObject container)
    {
        if (IsOff == true)
        {
            container["Healthcheck"] = new JsonObject { ["Test"] = new JsonArray(None) };
            return;
        }

        if (IsOff is null && !HasOptions)
        {
            return;
        }

        JsonObject check = SpecJson.Child(container, "Healthcheck");
        if (SpecJson.Texts(check, "Test") is [None, ..])
        {
            check.Remove("Test");
        }

        SpecJson.Set(check, nameof(Interval), SpecJson.Time(Interval));
        SpecJson.Set(check, nameof(Timeout), SpecJson.Time(Timeout));
        SpecJson.Set(check, nameof(StartPeriod), SpecJson.Time(StartPeriod));
        SpecJson.Set(check, nameof(StartInterval), SpecJson.Time(StartInterval));
        SpecJson.Set(check, nameof(Retries), Retries);
        if (Command is not null)
        {
            SpecJson.SetTexts(check, "Test", Command switch
            {
                [] or [""] => [],
                [string line] => ["CMD-SHELL", line],
                _ => ["CMD", .. Command],
            });
        }

        if (check.Count == 0)
        {
            container.Remove("Healthcheck");
        }
    }
}
