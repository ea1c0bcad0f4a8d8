using System.Text.Json.Nodes;

namespace DockerPS.Hosting;

/// <summary>The labels that an update sets and takes away.</summary>
/// <param name="add">Texts name=value and hashtables; a label that is there is set anew.</param>
/// <param name="remove">Names.</param>
internal sealed class LabelChanges(object[]? add, string[]? remove)
{
    private readonly JsonObject _add = KeyValueText.ToJson(add, "-AddLabel");
    private readonly string[] _remove = remove ?? [];

    public bool IsEmpty => _add.Count == 0 && _remove.Length == 0;

    /// <summary>Makes the changes in the Spec of an object.</summary>
    /// <exception cref="InvalidRequestException">A label that is to go is not there, as the docker CLI has it.</exception>
    public void ApplyTo(JsonObject item)
    {
        var spec = (JsonObject)item["Spec"]!;
        if (spec["Labels"] is not JsonObject labels)
        {
            spec["Labels"] = labels = [];
        }

        foreach ((string name, JsonNode? value) in _add)
        {
            labels[name] = value?.DeepClone();
        }

        foreach (string name in _remove)
        {
            if (!labels.Remove(name))
            {
                string there = labels.Count == 0 ? "it has none" : $"it has {string.Join(", ", labels.Select(static pair => pair.Key).Order(StringComparer.Ordinal))}";
                throw new InvalidRequestException("LabelNotFound", $"There is no label '{name}' to remove: {there}.");
            }
        }
    }
}
