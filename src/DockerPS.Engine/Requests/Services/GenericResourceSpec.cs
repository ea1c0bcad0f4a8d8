using System.Globalization;
using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Services;

/// <summary>So many of what nodes say that they have: docker's --generic-resource.</summary>
/// <param name="Kind">Such as gpu.</param>
/// <param name="Count">How many a task needs.</param>
internal sealed record GenericResourceSpec(string Kind, long Count)
{
    private const string Form = "'gpu=2' or @{ gpu = 2 }";

    /// <summary>Reads kind=count.</summary>
    /// <exception cref="InvalidRequestException">The text cannot be read.</exception>
    public static GenericResourceSpec Parse(string parameter, string text)
    {
        (string kind, string? count) = RequestText.Cut(text, '=');
        if (count is null)
        {
            throw RequestText.Wrong(parameter, text, "there is no '='", Form);
        }

        return long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? new GenericResourceSpec(kind, number)
            : throw RequestText.Wrong(parameter, text, $"'{count}' is not a number: a service asks for so many of a kind, not for one by its name", Form);
    }

    /// <summary>As it stands in Reservations.GenericResources.</summary>
    public JsonObject ToJson() => new() { ["DiscreteResourceSpec"] = new JsonObject { [nameof(Kind)] = Kind, ["Value"] = Count } };

    /// <summary>The kind of one of Reservations.GenericResources; null where it is no number of things.</summary>
    public static string? KindOf(JsonObject resource) =>
        resource["DiscreteResourceSpec"] is JsonObject discrete ? SpecJson.Text(discrete, nameof(Kind)) : null;
}
