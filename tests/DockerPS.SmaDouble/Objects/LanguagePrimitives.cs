using System.Collections;
using System.Globalization;

namespace System.Management.Automation;

public static class LanguagePrimitives
{
    public static IEnumerable? GetEnumerable(object? obj) => PSObject.Base(obj) switch
    {
        null or string or IDictionary or System.Xml.XmlNode => null,
        IEnumerable elements => elements,
        _ => null,
    };

    public static IEnumerator? GetEnumerator(object? obj) =>
        PSObject.Base(obj) as IEnumerator ?? GetEnumerable(obj)?.GetEnumerator();

    public static bool IsTrue(object? obj) => PSObject.Base(obj) switch
    {
        null => false,
        bool value => value,
        SwitchParameter value => value.IsPresent,
        string text => text.Length > 0,
        IList { Count: 0 } => false,
        IList { Count: 1 } list => IsTrue(list[0]),
        IList => true,
        IConvertible number when IsNumber(number.GetType()) => number.ToDouble(CultureInfo.InvariantCulture) != 0,
        _ => true,
    };

    public static new bool Equals(object? first, object? second) => Equals(first, second, false);

    public static bool Equals(object? first, object? second, bool ignoreCase)
    {
        first = PSObject.Base(first);
        second = PSObject.Base(second);
        if (first is null || second is null)
            return ReferenceEquals(first, second);
        if (first is string text)
            return string.Equals(text, ToText(second), ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        return first.Equals(second)
            || (TryConvertTo(second, first.GetType(), out object? converted) && first.Equals(converted));
    }

    public static int Compare(object? first, object? second) => Compare(first, second, false);

    public static int Compare(object? first, object? second, bool ignoreCase)
    {
        first = PSObject.Base(first);
        second = PSObject.Base(second);
        if (first is null || second is null)
            return (first is null ? 0 : 1) - (second is null ? 0 : 1);
        if (first is string text)
            return string.Compare(text, ToText(second), CultureInfo.InvariantCulture, ignoreCase ? CompareOptions.IgnoreCase : CompareOptions.None);
        if (IsNumber(first.GetType()) && IsNumber(second.GetType()) && first.GetType() != second.GetType())
            return Convert.ToDecimal(first, CultureInfo.InvariantCulture).CompareTo(Convert.ToDecimal(second, CultureInfo.InvariantCulture));
        return first is IComparable comparable
            ? comparable.CompareTo(ConvertTo(second, first.GetType()))
            : throw new PSArgumentException($"Cannot compare \"{first}\" because it is not IComparable.");
    }

    public static T ConvertTo<T>(object? valueToConvert) => (T)ConvertTo(valueToConvert, typeof(T))!;

    public static object? ConvertTo(object? valueToConvert, Type resultType) =>
        ConvertTo(valueToConvert, resultType, CultureInfo.InvariantCulture);

    public static object? ConvertTo(object? valueToConvert, Type resultType, IFormatProvider? formatProvider) =>
        new ValueConverter(formatProvider ?? CultureInfo.InvariantCulture).Convert(valueToConvert, resultType);

    public static bool TryConvertTo<T>(object? valueToConvert, out T? result) =>
        TryConvertTo(valueToConvert, CultureInfo.InvariantCulture, out result);

    public static bool TryConvertTo<T>(object? valueToConvert, IFormatProvider? formatProvider, out T? result)
    {
        bool done = TryConvertTo(valueToConvert, typeof(T), formatProvider, out object? converted);
        result = done ? (T?)converted : default;
        return done;
    }

    public static bool TryConvertTo(object? valueToConvert, Type resultType, out object? result) =>
        TryConvertTo(valueToConvert, resultType, CultureInfo.InvariantCulture, out result);

    public static bool TryConvertTo(object? valueToConvert, Type resultType, IFormatProvider? formatProvider, out object? result)
    {
        try
        {
            result = ConvertTo(valueToConvert, resultType, formatProvider);
            return true;
        }
        catch (PSInvalidCastException)
        {
            result = null;
            return false;
        }
    }

    internal static bool IsNumber(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal && !type.IsEnum;

    /// <summary>PowerShell's text of a value: invariant, collections joined by blanks.</summary>
    internal static string ToText(object? value) => value switch
    {
        null => "",
        string text => text,
        PSObject wrapper => PSObject.Base(wrapper) is { } inner and not PSObject ? ToText(inner) : wrapper.ToString(),
        IDictionary => value.ToString() ?? "",
        IEnumerable elements when value.GetType().GetMethod("ToString", Type.EmptyTypes)?.DeclaringType is { } owner
            && (owner == typeof(object) || owner.Namespace is "System.Collections.ObjectModel" or "System.Collections.Generic" || value is Array) =>
            string.Join(" ", elements.Cast<object?>().Select(ToText)),
        _ => PSObject.Format(value),
    };
}
