using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>Values of a script without PowerShell's wrappers, deeply: what the engine client's readers take.</summary>
internal static class PlainInput
{
    /// <summary>Objects of ConvertFrom-Json, CSV and jobs become tables; what has no wrapper comes back as it is.</summary>
    public static object? Of(object? value)
    {
        if (value is PSObject wrapper)
        {
            if (wrapper.BaseObject is PSCustomObject or PSObject)
            {
                var table = new OrderedDictionary();
                foreach (PSPropertyInfo property in wrapper.Properties)
                {
                    table[property.Name] = Of(property.Value);
                }

                return table;
            }

            value = wrapper.BaseObject;
        }

        return value switch
        {
            SwitchParameter given => given.IsPresent,
            IDictionary table => OfTable(table),
            IList list => OfList(list),
            _ => value,
        };
    }

    /// <summary>Each value of a parameter that takes many; a list in the list is taken apart.</summary>
    public static IEnumerable<object?> AllOf(IEnumerable<object?>? values)
    {
        foreach (object? value in values ?? [])
        {
            object? plain = Of(value);
            if (plain is object?[] inner)
            {
                foreach (object? item in inner)
                {
                    yield return item;
                }
            }
            else
            {
                yield return plain;
            }
        }
    }

    private static OrderedDictionary OfTable(IDictionary table)
    {
        var plain = new OrderedDictionary();
        foreach (DictionaryEntry entry in table)
        {
            // The index of an OrderedDictionary is a place where the key is a number.
            plain.Add(ValueText.Of(entry.Key), Of(entry.Value));
        }

        return plain;
    }

    private static object?[] OfList(IList list)
    {
        object?[] plain = new object?[list.Count];
        for (int index = 0; index < list.Count; index++)
        {
            plain[index] = Of(list[index]);
        }

        return plain;
    }
}
