using System.Collections;
using System.Globalization;
using System.Reflection;

namespace System.Management.Automation;

/// <summary>PowerShell's type conversion, as far as parameters meet it.</summary>
internal sealed class ValueConverter(IFormatProvider provider)
{
    private static readonly Dictionary<string, long> s_multipliers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["kb"] = 1L << 10, ["mb"] = 1L << 20, ["gb"] = 1L << 30, ["tb"] = 1L << 40, ["pb"] = 1L << 50,
    };

    public object? Convert(object? source, Type target)
    {
        ArgumentNullException.ThrowIfNull(target);
        object? value = PSObject.Base(source);
        if (target == typeof(PSObject))
            return value is null ? null : source as PSObject ?? PSObject.AsPSObject(value);
        if (target == typeof(object))
            return source;
        if (value is null)
            return FromNull(target);
        if (target.IsInstanceOfType(value))
            return value;
        if (Nullable.GetUnderlyingType(target) is { } underlying)
            return value is "" ? null : Convert(value, underlying);
        if (target == typeof(string))
            return LanguagePrimitives.ToText(source);
        if (target == typeof(bool))
            return LanguagePrimitives.IsTrue(value);
        if (target == typeof(SwitchParameter))
            return new SwitchParameter(LanguagePrimitives.IsTrue(value));
        try
        {
            return target switch
            {
                { IsEnum: true } => ToEnum(value, target),
                { IsArray: true } => ToArray(value, target.GetElementType()!),
                _ when LanguagePrimitives.IsNumber(target) => ToNumber(value, target),
                _ => ToOther(source!, value, target),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException or ArgumentException)
        {
            throw Cannot(value, target, e);
        }
        catch (TargetInvocationException e)
        {
            throw Cannot(value, target, e.InnerException!);
        }
    }

    private static object? FromNull(Type target)
    {
        if (target == typeof(string))
            return "";
        if (target == typeof(bool))
            return false;
        if (target == typeof(SwitchParameter))
            return new SwitchParameter(false);
        if (LanguagePrimitives.IsNumber(target))
            return Activator.CreateInstance(target);
        if (!target.IsValueType || Nullable.GetUnderlyingType(target) is not null)
            return null;
        throw new PSInvalidCastException($"Cannot convert null to type \"{target}\".");
    }

    private static object ToEnum(object value, Type target)
    {
        if (LanguagePrimitives.IsNumber(value.GetType()))
        {
            object number = Enum.ToObject(target, System.Convert.ToInt64(value, CultureInfo.InvariantCulture));
            return Enum.IsDefined(target, number) || target.IsDefined(typeof(FlagsAttribute))
                ? number
                : throw new PSInvalidCastException($"Cannot convert value \"{value}\" to type \"{target}\" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are \"{string.Join(",", Enum.GetNames(target))}\".");
        }
        long result = 0;
        foreach (string word in LanguagePrimitives.ToText(value).Split(',', StringSplitOptions.TrimEntries))
        {
            string[] names = Enum.GetNames(target);
            string[] matches = Array.FindAll(names, n => n.Equals(word, StringComparison.OrdinalIgnoreCase));
            if (matches.Length == 0 && word.Length > 0)
                matches = Array.FindAll(names, n => n.StartsWith(word, StringComparison.OrdinalIgnoreCase));
            result |= matches.Length == 1
                ? System.Convert.ToInt64(Enum.Parse(target, matches[0]), CultureInfo.InvariantCulture)
                : long.TryParse(word, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number)
                    ? number
                    : throw new PSInvalidCastException($"Cannot convert value \"{value}\" to type \"{target}\". Error: \"Unable to match the identifier name {word} to a valid enumerator name. Specify one of the following enumerator names and try again:{Environment.NewLine}{string.Join(", ", names)}\"");
        }
        return Enum.ToObject(target, result);
    }

    private static object ToNumber(object value, Type target)
    {
        if (value is bool or char || LanguagePrimitives.IsNumber(value.GetType()) || value is Enum)
            return System.Convert.ChangeType(value is char c ? (int)c : value, target, CultureInfo.InvariantCulture);
        if (value is not string and not IFormattable)
            throw new InvalidCastException($"Cannot convert the \"{value}\" value of type \"{value.GetType()}\" to type \"{target}\".");
        string text = LanguagePrimitives.ToText(value).Trim();
        if (text.Length == 0)
            return System.Convert.ChangeType(0, target, CultureInfo.InvariantCulture);
        long factor = 1;
        if (text.Length > 2 && !text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && s_multipliers.TryGetValue(text[^2..], out factor))
            text = text[..^2];
        else
            factor = 1;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return System.Convert.ChangeType(System.Convert.ToInt64(text, 16), target, CultureInfo.InvariantCulture);
        if (target == typeof(double) || target == typeof(float))
            return System.Convert.ChangeType(double.Parse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture) * factor, target, CultureInfo.InvariantCulture);
        if (!decimal.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out decimal number))
            throw new FormatException($"The input string '{value}' was not in a correct format.");
        return System.Convert.ChangeType(Math.Round(number * factor, target == typeof(decimal) ? 28 : 0, MidpointRounding.ToEven), target, CultureInfo.InvariantCulture);
    }

    private Array ToArray(object value, Type element)
    {
        List<object?> converted = LanguagePrimitives.GetEnumerable(value) is { } elements
            ? [.. elements.Cast<object?>().Select(e => Convert(e, element))]
            : [Convert(value, element)];
        Array array = Array.CreateInstance(element, converted.Count);
        for (int i = 0; i < converted.Count; i++)
            array.SetValue(converted[i], i);
        return array;
    }

    private object ToOther(object source, object value, Type target)
    {
        if (target == typeof(char) && LanguagePrimitives.ToText(value) is { Length: 1 } one)
            return one[0];
        if (target == typeof(DateTime) && value is string date)
            return DateTime.Parse(date, CultureInfo.InvariantCulture);
        if (target == typeof(ScriptBlock) || target == typeof(PSCredential))
            throw new InvalidCastException($"Cannot convert the \"{value}\" value of type \"{value.GetType()}\" to type \"{target}\".");
        if (target == typeof(Type) && value is string typeName)
            return Type.GetType(typeName, false, true) ?? throw new InvalidCastException($"Unable to find type [{typeName}].");
        if (target == typeof(Uri))
            return new Uri(LanguagePrimitives.ToText(value), UriKind.RelativeOrAbsolute);
        if (value is string text && Parse(text, target) is { } parsed)
            return parsed;
        if (typeof(IList).IsAssignableFrom(target) && target.GetConstructor(Type.EmptyTypes) is { } makeList)
            return ToList(value, target, (IList)makeList.Invoke(null));
        if (Construct(source, value, target) is { } made)
            return made;
        if (Cast(value, target) is { } cast)
            return cast;
        throw new InvalidCastException($"Cannot convert the \"{LanguagePrimitives.ToText(value)}\" value of type \"{value.GetType()}\" to type \"{target}\".");
    }

    private IList ToList(object value, Type target, IList list)
    {
        Type element = target.IsGenericType ? target.GetGenericArguments()[0] : typeof(object);
        foreach (object? item in LanguagePrimitives.GetEnumerable(value) ?? new[] { value })
            list.Add(Convert(item, element));
        return list;
    }

    private object? Parse(string text, Type target)
    {
        const BindingFlags Flags = BindingFlags.Public | BindingFlags.Static;
        if (target.GetMethod("Parse", Flags, [typeof(string), typeof(IFormatProvider)]) is { } withProvider && target.IsAssignableFrom(withProvider.ReturnType))
            return withProvider.Invoke(null, [text, provider]);
        return target.GetMethod("Parse", Flags, [typeof(string)]) is { } parse && target.IsAssignableFrom(parse.ReturnType)
            ? parse.Invoke(null, [text])
            : null;
    }

    private static object? Construct(object source, object value, Type target)
    {
        if (target.IsAbstract)
            return null;
        ConstructorInfo[] candidates = [.. target.GetConstructors().Where(c => c.GetParameters().Length == 1)];
        ConstructorInfo? constructor = candidates.FirstOrDefault(c => c.GetParameters()[0].ParameterType == value.GetType())
            ?? candidates.FirstOrDefault(c => c.GetParameters()[0].ParameterType.IsInstanceOfType(value) && c.GetParameters()[0].ParameterType != typeof(object));
        if (constructor is not null)
            return constructor.Invoke([value]);
        constructor = candidates.FirstOrDefault(c => LanguagePrimitives.IsNumber(c.GetParameters()[0].ParameterType) && LanguagePrimitives.IsNumber(value.GetType()));
        if (constructor is not null)
            return constructor.Invoke([System.Convert.ChangeType(value, constructor.GetParameters()[0].ParameterType, CultureInfo.InvariantCulture)]);
        constructor = candidates.FirstOrDefault(c => c.GetParameters()[0].ParameterType == typeof(object));
        return constructor?.Invoke([source]);
    }

    private static object? Cast(object value, Type target)
    {
        const BindingFlags Flags = BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy;
        return target.GetMethods(Flags).Concat(value.GetType().GetMethods(Flags))
            .Where(m => m.Name is "op_Implicit" or "op_Explicit")
            .FirstOrDefault(m => target.IsAssignableFrom(m.ReturnType) && m.GetParameters()[0].ParameterType.IsInstanceOfType(value))
            ?.Invoke(null, [value]);
    }

    private static PSInvalidCastException Cannot(object value, Type target, Exception inner) =>
        inner as PSInvalidCastException
        ?? new PSInvalidCastException($"Cannot convert value \"{LanguagePrimitives.ToText(value)}\" to type \"{target}\". Error: \"{inner.Message}\"", inner);
}
