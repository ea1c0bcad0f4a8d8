using System.Collections;
using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>Reads names of services with their numbers of replicas: texts, and hashtables as web=3. A number by itself is none: it is
/// that of the services that are piped in.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ServiceScaleTransformationAttribute : ArgumentTransformationAttribute
{
    private readonly NameTransformationAttribute _names = new(typeof(DockerService));

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = Bare.Of(inputData);
        object?[] items = bare is IList list ? [.. list.Cast<object?>().Select(Bare.Of)] : [bare];
        if (Array.Exists(items, static item => item is int or long or double))
        {
            const string Message = "A number of replicas needs the name of a service before it.";
            throw new ArgumentTransformationMetadataException(Message, new PSInvalidCastException(Message));
        }

        return Array.Exists(items, static item => item is IDictionary)
            ? items.SelectMany(item => item is IDictionary table ? Pairs(table) : [ValueText.Of(item)]).ToArray()
            : _names.Transform(engineIntrinsics, inputData);
    }

    private static IEnumerable<string> Pairs(IDictionary table) =>
        table.Cast<DictionaryEntry>().Select(static pair => $"{ValueText.Of(pair.Key)}={ValueText.Of(pair.Value)}").Order(StringComparer.Ordinal);
}
