using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DockerPS.Engine.Transport;

namespace DockerPS.Engine.Http;

/// <summary>Reads the message out of the body of an error answer: the engine's JSON, podman's, plain text, or a proxy's HTML.</summary>
internal static partial class ErrorBody
{
    /// <summary>No more of an error body than this is read.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int MaxHtml = 8 * 1024;
    private const int MaxHtmlText = 200;

    /// <summary>The message; empty where the body has none. Its control characters are replaced.</summary>
    public static string Read(ReadOnlySpan<byte> body, string? mediaType)
    {
        string text = Encoding.UTF8.GetString(body).Trim().TrimStart('\uFEFF');
        if (text.StartsWith('{') && FromJson(text, "message", "error", "cause") is { } message)
        {
            return DisplayText.OfMessage(message);
        }

        return DisplayText.OfMessage(IsHtml(text, mediaType) ? FromHtml(text) : text);
    }

    /// <summary>What podman gives as the cause beside its message; null where there is none.</summary>
    public static string? ReadCause(ReadOnlySpan<byte> body)
    {
        string text = Encoding.UTF8.GetString(body).Trim();
        return text.StartsWith('{') ? FromJson(text, "cause") : null;
    }

    /// <summary>True where the body is a web page, which no engine sends: something stands between.</summary>
    public static bool IsHtml(ReadOnlySpan<byte> body, string? mediaType) => IsHtml(Encoding.UTF8.GetString(body).Trim(), mediaType);

    private static bool IsHtml(string text, string? mediaType) =>
        (mediaType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true && text.Contains('<', StringComparison.Ordinal))
        || text.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first of these members that has a text.</summary>
    private static string? FromJson(string text, params string[] names)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return names.Select(name => Text(document.RootElement, name)).FirstOrDefault(static found => found is not null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    // The title says it best; a page without one is its words, shortened.
    private static string FromHtml(string page)
    {
        string html = page.Length > MaxHtml ? page[..MaxHtml] : page;
        Match title = TitlePattern().Match(html);
        string source = title.Success && title.Groups[1].Value.Trim().Length != 0 ? title.Groups[1].Value : TagPattern().Replace(InvisiblePattern().Replace(html, " "), " ");
        string text = BlankPattern().Replace(WebUtility.HtmlDecode(source), " ").Trim();
        return text.Length > MaxHtmlText ? text[..MaxHtmlText] + "..." : text;
    }

    [GeneratedRegex(@"<title[^>]*>([^<]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TitlePattern();

    [GeneratedRegex(@"<(script|style)\b.*?</\1\s*>|<!--.*?-->", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex InvisiblePattern();

    [GeneratedRegex(@"<[^>]*>?", RegexOptions.CultureInvariant)]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex BlankPattern();
}
