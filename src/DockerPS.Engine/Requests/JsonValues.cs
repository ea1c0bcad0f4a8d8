using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests;

/// <summary>Plain values of a script as JSON of the engine, and JSON laid over JSON.</summary>
internal static class JsonValues
{
    private const int MaximumDepth = 32;

    private const long NanosecondsPerTick = 100;

    /// <summary>Numbers, texts, booleans, lists and tables; a TimeSpan is in nanoseconds and a time is RFC 3339, as the engine has them.</summary>
    /// <exception cref="InvalidRequestException">A value is none of these.</exception>
    public static JsonNode? From(object? value, string parameter) => From(value, parameter, 0);

    /// <inheritdoc cref="From(object?, string)"/>
    public static JsonObject FromTable(IDictionary table, string parameter) => FromTable(table, parameter, 0);

    /// <summary>The engine's unit of durations.</summary>
    public static long Nanoseconds(TimeSpan duration) => duration.Ticks * NanosecondsPerTick;

    /// <summary>A duration in the engine's unit.</summary>
    public static TimeSpan Duration(long nanoseconds) => new(nanoseconds / NanosecondsPerTick);

    /// <summary>Lays one object over another, deeply: what is on top wins, lists as a whole. Names are compared without case, as the
    /// engine reads them: two spellings of one field would otherwise both be sent.</summary>
    public static void Merge(JsonObject below, JsonObject top)
    {
        foreach ((string name, JsonNode? value) in top)
        {
            string? known = below.Select(static pair => pair.Key).FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (known is not null && below[known] is JsonObject inner && value is JsonObject over)
            {
                Merge(inner, over);
                continue;
            }

            if (known is not null)
            {
                below.Remove(known);
            }

            below[name] = value?.DeepClone();
        }
    }

    /// <summary>A field by its name without case; null where it is absent.</summary>
    public static JsonNode? Field(JsonObject body, string name) =>
        body.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>True where the field is there and true.</summary>
    public static bool IsTrue(JsonObject body, string name) => Field(body, name) is JsonValue value && value.TryGetValue(out bool truth) && truth;

    private static JsonNode? From(object? value, string parameter, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new InvalidRequestException("Bad" + parameter, $"-{parameter}: the values are nested too deeply.");
        }

        return value switch
        {
            null => null,
            string text => text,
            bool truth => truth,
            char letter => letter.ToString(),
            Enum word => word.ToString(),
            double or float or decimal => Fraction(value, parameter),
            ulong large => large,
            sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            TimeSpan duration => Nanoseconds(duration),
            DateTime time => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture),
            Uri or Guid or Version => value.ToString(),
            IDictionary table => FromTable(table, parameter, depth),
            IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(item => From(item, parameter, depth + 1))]),
            _ => throw new InvalidRequestException("Bad" + parameter, $"-{parameter} cannot pass a value of type {value.GetType().Name} on: give texts, numbers, booleans, lists and tables."),
        };
    }

    /// <summary>A whole number stays one: PowerShell's 1.5GB and 2 / 1 are fractions only by type, and the engine's fields are mostly integers.</summary>
    private static JsonValue Fraction(object value, string parameter)
    {
        double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
        {
            throw new InvalidRequestException("Bad" + parameter, $"-{parameter}: {RequestText.Of(value)} is not a number that JSON has.");
        }

        return Math.Floor(number) == number && Math.Abs(number) < 1L << 53 ? JsonValue.Create((long)number) : JsonValue.Create(number);
    }

    private static JsonObject FromTable(IDictionary table, string parameter, int depth)
    {
        var body = new JsonObject();
        foreach (DictionaryEntry entry in table)
        {
            body[RequestText.Of(entry.Key)] = From(entry.Value, parameter, depth + 1);
        }

        return body;
    }
}
