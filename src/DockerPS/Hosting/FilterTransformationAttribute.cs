using System.Collections;
using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>Lets -Filter also take docker's own form: status=running, or a list of such texts. What repeats adds up.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FilterTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = Bare.Of(inputData);
        object?[] items = bare is object?[] list ? [.. list.Select(Bare.Of)] : [bare];
        if (!items.All(item => item is string))
        {
            return inputData;
        }

        var table = new Hashtable(StringComparer.Ordinal);
        foreach (IGrouping<string, string> filter in items.Cast<string>().Select(Split).GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal))
        {
            table[filter.Key] = filter.ToArray();
        }

        return table;
    }

    private static KeyValuePair<string, string> Split(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new(text[..equals].Trim(), text[(equals + 1)..].Trim())
            : throw new ArgumentTransformationMetadataException($"'{text}' is not a filter. Write it as name=value, or as a hashtable: @{{ name = 'value' }}.");
    }
}
