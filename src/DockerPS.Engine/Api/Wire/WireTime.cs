namespace DockerPS.Engine.Api.Wire;

/// <summary>The engine writes "never" as the first day of the year 1.</summary>
internal static class WireTime
{
    public static DateTime? OrNull(DateTimeOffset? time) =>
        time is { Year: > 1 } known ? known.LocalDateTime : null;
}
