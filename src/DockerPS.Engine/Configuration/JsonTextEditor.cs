using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DockerPS.Engine.Configuration;

/// <summary>Changes one text of a JSON object and leaves every other byte as it is, since the file belongs to other tools too.</summary>
internal static class JsonTextEditor
{
    /// <summary>The content with a top-level key set, or taken out where <paramref name="value"/> is null.</summary>
    /// <param name="content">A valid JSON object in UTF-8, or nothing but blanks.</param>
    /// <param name="key">The key, found without regard to case.</param>
    /// <param name="value">The new text, or null.</param>
    public static byte[] Set(ReadOnlyMemory<byte> content, string key, string? value)
    {
        ReadOnlyMemory<byte> json = ConfigSection.WithoutMark(content);
        byte[] mark = content[..(content.Length - json.Length)].ToArray();
        if (json.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            json = "{}"u8.ToArray();
        }

        Layout layout = Read(json.Span, key);
        byte[] edited = (layout.Found, value) switch
        {
            (null, null) => json.ToArray(),
            ({ } found, null) => Remove(json.Span, found, layout),
            ({ } found, _) => Replace(json.Span, found.ValueStart, found.End, Quote(value)),
            (null, _) => Insert(json.Span, layout, key, value),
        };
        return [.. mark, .. edited];
    }

    private static Layout Read(ReadOnlySpan<byte> json, string key)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        Layout layout = new() { Open = (int)reader.TokenStartIndex, LastEnd = (int)reader.BytesConsumed };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Member member = new() { Start = (int)reader.TokenStartIndex, PreviousEnd = layout.LastEnd, IsFirst = layout.Count == 0 };
            bool isKey = string.Equals(reader.GetString(), key, StringComparison.OrdinalIgnoreCase);
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

    private static byte[] Insert(ReadOnlySpan<byte> json, Layout layout, string key, string value)
    {
        byte[] member = [.. Quote(key), .. ": "u8, .. Quote(value)];
        if (layout.FirstStart is not { } first)
        {
            return Replace(json, layout.Open + 1, layout.Close, [.. "\n\t"u8, .. member, .. "\n"u8]);
        }

        // The blanks before the first member are the file's own way to begin a line.
        return Replace(json, layout.LastEnd, layout.LastEnd, [.. ","u8, .. json[(layout.Open + 1)..first], .. member]);
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
