using System.Collections;
using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>Turns an array of objects into an array of their own type, so that a list in a variable binds to -InputObject
/// and never, as text, to -Name: the objects know their engines, their names do not.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ObjectArrayTransformationAttribute(Type elementType) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = Bare.Of(inputData);
        if (bare is not IList { Count: > 0 } list || bare.GetType().GetElementType() == elementType)
        {
            return inputData;
        }

        var typed = Array.CreateInstance(elementType, list.Count);
        for (int i = 0; i < list.Count; i++)
        {
            object? item = Bare.Of(list[i]);
            if (!elementType.IsInstanceOfType(item))
            {
                return inputData;
            }

            typed.SetValue(item, i);
        }

        return typed;
    }
}
