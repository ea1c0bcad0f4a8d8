using System.Collections;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Reads hashtables of users as the engine's texts: numbers invariant, booleans true and false, lists as several values.</summary>
internal static class FilterTable
{
    /// <summary>Adds a -Filter hashtable to the filters of a list.</summary>
    public static void AddTo(Filters filters, Hashtable? table)
    {
        if (table is null)
        {
            return;
        }

        foreach (DictionaryEntry entry in table)
        {
            filters.Add(ValueText.Of(entry.Key), ValueText.AllOf(entry.Value));
        }
    }

    /// <summary>Adds a -Label parameter: texts ("name", "name=value") and hashtables.</summary>
    public static void AddLabels(Filters filters, object[]? labels)
    {
        foreach (string label in KeyValueText.Of(labels, "=", "-Label"))
        {
            filters.Add("label", label);
        }
    }
}
