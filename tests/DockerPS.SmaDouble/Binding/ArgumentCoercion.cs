using System.Collections;
using System.Management.Automation;

namespace DockerPS.SmaDouble;

/// <summary>Brings an argument to a parameter's type: narrower than a cast, as PowerShell's binder is.</summary>
internal static class ArgumentCoercion
{
    /// <summary>Without conversion: whether the argument fits as it is, a scalar fitting a collection of its type.</summary>
    public static bool TryFit(Type type, ref object? value)
    {
        if (value is null)
            return !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
        if (type.IsInstanceOfType(value))
            return true;
        object? inner = PSObject.Base(value);
        if (inner is not null && type.IsInstanceOfType(inner))
        {
            value = inner;
            return true;
        }
        if (ElementType(type) is not { } element)
            return false;
        List<object?> elements = [];
        foreach (object? item in inner as IList ?? new[] { value })
        {
            object? fitted = item;
            if (!TryFit(element, ref fitted))
                return false;
            elements.Add(fitted);
        }
        value = ToCollection(type, element, elements);
        return true;
    }

    public static object? Coerce(string parameter, Type type, object? value)
    {
        object? inner = PSObject.Base(value);
        if (inner is null)
            return FromNull(parameter, type);
        if (type == typeof(PSObject))
            return PSObject.AsPSObject(value!);
        if (type.IsInstanceOfType(value))
            return value;
        if (type.IsInstanceOfType(inner))
            return inner;
        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(bool) || type == typeof(SwitchParameter))
            return ToFlag(parameter, type, inner);
        if (ElementType(type) is { } element)
        {
            IEnumerable items = inner as IList ?? new[] { value };
            return ToCollection(type, element, [.. items.Cast<object?>().Select(i => Coerce(parameter, element, i))]);
        }
        if (inner is IList && type != typeof(object))
        {
            throw new ParameterBindingException("CannotConvertArgument", ErrorCategory.InvalidArgument, parameter,
                $"Cannot convert '{inner.GetType()}' to the type '{type}' required by parameter '{parameter}'. Specified method is not supported.", new NotSupportedException());
        }
        try
        {
            return LanguagePrimitives.ConvertTo(value, type);
        }
        catch (PSInvalidCastException e)
        {
            throw new ParameterBindingException("CannotConvertArgumentNoMessage", ErrorCategory.InvalidArgument, parameter,
                $"Cannot bind parameter '{parameter}'. {e.Message}", e);
        }
    }

    private static object? FromNull(string parameter, Type type)
    {
        if (type == typeof(bool))
            throw new ParameterBindingValidationException("ParameterArgumentValidationErrorNullNotAllowed", parameter, $"Cannot bind argument to parameter '{parameter}' because it is null.");
        if (ElementType(type) is not null)
            return null;
        try
        {
            return LanguagePrimitives.ConvertTo(null, type);
        }
        catch (PSInvalidCastException e)
        {
            throw new ParameterBindingException("CannotConvertArgumentNoMessage", ErrorCategory.InvalidArgument, parameter,
                $"Cannot bind parameter '{parameter}'. {e.Message}", e);
        }
    }

    private static object ToFlag(string parameter, Type type, object inner)
    {
        bool? flag = inner switch
        {
            bool value => value,
            SwitchParameter value => value.IsPresent,
            _ when LanguagePrimitives.IsNumber(inner.GetType()) => LanguagePrimitives.IsTrue(inner),
            _ => null,
        };
        if (flag is null)
        {
            throw new ParameterBindingException("CannotConvertArgument", ErrorCategory.InvalidArgument, parameter,
                $"Cannot convert '{inner.GetType()}' to the type '{type}' required by parameter '{parameter}'. ");
        }
        return type == typeof(SwitchParameter) ? new SwitchParameter(flag.Value) : flag.Value;
    }

    private static Type? ElementType(Type type)
    {
        if (type.IsArray)
            return type.GetElementType();
        if (typeof(IDictionary).IsAssignableFrom(type))
            return null;
        if (typeof(IList).IsAssignableFrom(type) || (type.IsInterface && type.IsGenericType))
            return type.IsGenericType && type.GetGenericArguments().Length == 1 ? type.GetGenericArguments()[0] : type.IsGenericType ? null : typeof(object);
        return null;
    }

    private static object ToCollection(Type type, Type element, List<object?> elements)
    {
        if (!type.IsArray && !type.IsInterface)
        {
            IList list = (IList)Activator.CreateInstance(type)!;
            elements.ForEach(e => list.Add(e));
            return list;
        }
        Array array = Array.CreateInstance(element, elements.Count);
        for (int i = 0; i < elements.Count; i++)
            array.SetValue(elements[i], i);
        return array;
    }
}
