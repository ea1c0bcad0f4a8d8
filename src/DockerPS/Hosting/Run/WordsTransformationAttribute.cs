using System.Collections;
using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>The words of a command as one list: an array among them stands for its items, as it does with native commands.
/// Numbers stay as they were written: 007 is not 7.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WordsTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null)
        {
            return null;
        }

        List<string> words = [];
        Add(words, inputData);
        return words.ToArray();
    }

    private static void Add(List<string> words, object? value)
    {
        object? bare = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (bare is IList list)
        {
            foreach (object? item in list)
            {
                Add(words, item);
            }
        }
        else
        {
            words.Add(LanguagePrimitives.ConvertTo<string>(value) ?? "");
        }
    }
}
