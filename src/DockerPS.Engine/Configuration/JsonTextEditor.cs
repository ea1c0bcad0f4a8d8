using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DockerPS.Engine.Configuration;

/// <summary>Changes one value of a JSON object and leaves every other byte as it is, since the file belongs to other tools too.</summary>
internal static class JsonTextEditor
{
    /// <summary>The content with a top-level key set, or taken out where <paramref name="value"/> is null.</summary>
    /// <param name="content">A valid JSON object in UTF-8, or nothing but blanks.</param>
    /// <param name="key">The key, found without regard to case.</param>
    /// <param name="value">The new text, or null.</param>
    public static byte[] Set(ReadOnlyMemory<byte> content, string key, string? value) => Set(content, [key], value);

    /// <summary>The content with a text set, or taken out where <paramref name="value"/> is null. Objects that are missing on the way are made.</summary>
    /// <param name="content">A valid JSON object in UTF-8, or nothing but blanks.</param>
    /// <param name="path">The keys from the top: of docker's own objects, found without regard to case, but for the second, which is a map's.</param>
    /// <param name="value">The new text, or null.</param>
    public static byte[] Set(ReadOnlyMemory<byte> content, IReadOnlyList<string> path, string? value) =>
        Edit(content, path, value is null ? null : Quote(value));

    /// <summary>The content with an object at a place; one that is there stays as it is.</summary>
    public static byte[] EnsureObject(ReadOnlyMemory<byte> content, IReadOnlyList<string> path) => Edit(content, path, "{}"u8.ToArray(), keepObject: true);

    private static byte[] Edit(ReadOnlyMemory<byte> content, IReadOnlyList<string> path, byte[]? value, bool keepObject = false)
    {
        ReadOnlyMemory<byte> json = ConfigSection.WithoutMark(content);
        byte[] mark = content[..(content.Length - json.Length)].ToArray();
        byte[] current = json.Span.Trim(" \t\r\n"u8).IsEmpty ? "{}"u8.ToArray() : json.ToArray();
        while (true)
        {
            byte[] edited = EditAt(current, path, 0, value, keepObject, "\n"u8);

            // A key that is there twice must not come back by its first place.
            if (value is not null || edited.Length == current.Length)
            {
                return [.. mark, .. edited];
            }

            current = edited;
        }
    }

    /// <param name="json">An object.</param>
    /// <param name="path">The keys from the top.</param>
    /// <param name="depth">Which of them is this object's.</param>
    /// <param name="value">The new value, or null.</param>
    /// <param name="keepObject">Whether an object that is there stays.</param>
    /// <param name="line">The blanks before the member that this object is the value of.</param>
    private static byte[] EditAt(ReadOnlySpan<byte> json, IReadOnlyList<string> path, int depth, byte[]? value, bool keepObject, ReadOnlySpan<byte> line)
    {
        const int MapDepth = 1;
        Layout layout = Read(json, path[depth], depth == MapDepth ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

        // The blanks before the first member are the file's own way to begin a line.
        ReadOnlySpan<byte> inner = layout.FirstStart is { } first ? json[(layout.Open + 1)..first] : Deeper(line, depth);
        bool isLast = depth == path.Count - 1;
        if (layout.Found is not { } found)
        {
            return value is null ? json.ToArray() : Insert(json, layout, path[depth], Nested(path, depth + 1, value, inner), line, inner);
        }

        bool isObject = json[found.ValueStart] == (byte)'{';
        if (isLast)
        {
            return value is null ? Remove(json, found, layout)
                : keepObject && isObject ? json.ToArray()
                : Replace(json, found.ValueStart, found.End, value);
        }

        if (isObject)
        {
            return Replace(json, found.ValueStart, found.End, EditAt(json[found.ValueStart..found.End], path, depth + 1, value, keepObject, inner));
        }

        return value is null ? json.ToArray() : Replace(json, found.ValueStart, found.End, Nested(path, depth + 1, value, inner));
    }

    /// <summary>The value within new objects for the rest of the path.</summary>
    private static byte[] Nested(IReadOnlyList<string> path, int depth, byte[] value, ReadOnlySpan<byte> line)
    {
        if (depth == path.Count)
        {
            return value;
        }

        ReadOnlySpan<byte> inner = Deeper(line, depth);
        return [.. "{"u8, .. inner, .. Quote(path[depth]), .. ": "u8, .. Nested(path, depth + 1, value, inner), .. line, .. "}"u8];
    }

    /// <summary>The blanks of one level more: in the file's own unit, or docker's tab; none in a file without line breaks.</summary>
    private static byte[] Deeper(ReadOnlySpan<byte> line, int depth)
    {
        int start = line.LastIndexOf((byte)'\n');
        if (start < 0)
        {
            return line.ToArray();
        }

        ReadOnlySpan<byte> indent = line[(start + 1)..];
        bool hasSpaces = !indent.IsEmpty && indent.IndexOfAnyExcept((byte)' ') < 0;
        return hasSpaces ? [.. line, .. indent[..Math.Max(1, indent.Length / Math.Max(1, depth))]] : [.. line, .. "\t"u8];
    }

    private static Layout Read(ReadOnlySpan<byte> json, string key, StringComparison comparison)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        Layout layout = new() { Open = (int)reader.TokenStartIndex, LastEnd = (int)reader.BytesConsumed };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Member member = new() { Start = (int)reader.TokenStartIndex, PreviousEnd = layout.LastEnd, IsFirst = layout.Count == 0 };
            bool isKey = string.Equals(reader.GetString(), key, comparison);
            reader.Read();
            member.ValueStart = (int)reader.TokenStartIndex;
            reader.Skip();
            member.End = (int)reader.BytesConsumed;
            layout.LastEnd = member.End;
            layout.FirstStart ??= member.Start;
            layout.Count++;
            layout.Found = isKey ? member : layout.Found;
        }

        layout.Close = (int)reader.TokenStartIndex;
        return layout;
    }

    private static byte[] Remove(ReadOnlySpan<byte> json, Member found, Layout layout)
    {
        if (!found.IsFirst)
        {
            return Replace(json, found.PreviousEnd, found.End, []);
        }

        if (layout.Count == 1)
        {
            return Replace(json, layout.Open + 1, layout.Close, []);
        }

        int next = found.End + json[found.End..].IndexOf((byte)',') + 1;
        next += json[next..].IndexOf((byte)'"');
        return Replace(json, found.Start, next, []);
    }

    private static byte[] Insert(ReadOnlySpan<byte> json, Layout layout, string key, byte[] value, ReadOnlySpan<byte> line, ReadOnlySpan<byte> inner)
    {
        byte[] member = [.. Quote(key), .. ": "u8, .. value];
        return layout.FirstStart is null
            ? Replace(json, layout.Open + 1, layout.Close, [.. inner, .. member, .. line])
            : Replace(json, layout.LastEnd, layout.LastEnd, [.. ","u8, .. inner, .. member]);
    }

    private static byte[] Replace(ReadOnlySpan<byte> json, int start, int end, ReadOnlySpan<byte> with) => [.. json[..start], .. with, .. json[end..]];

    private static byte[] Quote(string text) =>
        Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");

    private sealed class Layout
    {
        public int Open { get; init; }

        public int Close { get; set; }

        public int LastEnd { get; set; }

        public int? FirstStart { get; set; }

        public int Count { get; set; }

        public Member? Found { get; set; }
    }

    private sealed class Member
    {
        public int Start { get; init; }

        public int PreviousEnd { get; init; }

        public bool IsFirst { get; init; }

        public int ValueStart { get; set; }

        public int End { get; set; }
    }
}
