using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>Keeps objects out of -Name. PowerShell would turn whatever is piped in into text: a file, a service or a process
/// would then stop or remove what happens to have its name, a container the image that is called like it, and a mixed list would
/// send objects to the default engine.</summary>
/// <param name="objectType">The objects that -InputObject takes.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NameTransformationAttribute(Type objectType) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = Bare.Of(inputData);
        if (bare is string or null)
        {
            return inputData;
        }

        object?[] items = bare is IList list ? [.. list.Cast<object?>().Select(Bare.Of)] : [bare];
        if (items.All(objectType.IsInstanceOfType))
        {
            // -InputObject takes them, in a later phase of the same binding.
            return inputData;
        }

        var names = new string[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            names[i] = items[i] switch
            {
                string text => text,
                // A name of digits only, as a script's literal.
                int or long => Convert.ToString(items[i], CultureInfo.InvariantCulture)!,
                null => "",
                object other => throw Refused(other),
            };
        }

        return names;
    }

    // PowerShell goes on to the next parameter only for this inner exception; beside a -Name it is shown as the error that it is.
    private static ArgumentTransformationMetadataException Refused(object value)
    {
        string message = $"A name is a text, not an object of the type {value.GetType().Name}. Pipe or name the texts themselves, such as $_.Name.";
        return new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
    }
}
