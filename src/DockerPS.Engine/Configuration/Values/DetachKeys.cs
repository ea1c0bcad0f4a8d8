using System.Text;

namespace DockerPS.Engine.Configuration.Values;

/// <summary>The keys that leave a container's terminal and let it go on, in docker's syntax: ctrl-p,ctrl-q.</summary>
internal sealed class DetachKeys
{
    private const string ControlPrefix = "ctrl-";
    private const string DeleteKey = "DEL";
    private const byte DeleteCode = 127;

    // Behind ctrl-, each stands for the code of its place.
    private const string ControlCharacters = "@abcdefghijklmnopqrstuvwxyz[\\]^_";

    private readonly byte[] _codes;

    private DetachKeys(string text, byte[] codes)
    {
        Text = text;
        _codes = codes;
    }

    /// <summary>docker's own: ctrl-p,ctrl-q.</summary>
    public static DetachKeys Default { get; } = Parse("ctrl-p,ctrl-q");

    /// <summary>As the engine reads them.</summary>
    public string Text { get; }

    /// <summary>What the terminal sends for them.</summary>
    public ReadOnlySpan<byte> Codes => _codes;

    /// <summary>Reads a list of keys: a character, ctrl- with a letter or one of @ [ \ ] ^ _, or DEL, separated by commas.</summary>
    /// <exception cref="FormatException">A key is none of these.</exception>
    public static DetachKeys Parse(string text)
    {
        string[] keys = text.Split(',');
        byte[] codes = new byte[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            // The engine knows the names in this spelling only.
            keys[i] = keys[i].Length == 1 ? keys[i]
                : string.Equals(keys[i], DeleteKey, StringComparison.OrdinalIgnoreCase) ? DeleteKey
                : Lower(keys[i]);
            codes[i] = CodeOf(keys[i])
                ?? throw new FormatException($"'{text}' are no detach keys: '{keys[i]}' is no key. Write them as ctrl-p,ctrl-q: a character, ctrl- with a letter or one of @ [ \\ ] ^ _, or DEL.");
        }

        return new DetachKeys(string.Join(',', keys), codes);
    }

    /// <summary>As the engine reads them.</summary>
    public override string ToString() => Text;

    private static byte? CodeOf(string key)
    {
        if (key.Length == 1)
        {
            return char.IsAscii(key[0]) ? (byte)key[0] : null;
        }

        if (key == DeleteKey)
        {
            return DeleteCode;
        }

        int code = key.Length == ControlPrefix.Length + 1 && key.StartsWith(ControlPrefix, StringComparison.Ordinal) ? ControlCharacters.IndexOf(key[^1]) : -1;
        return code < 0 ? null : (byte)code;
    }

    private static string Lower(string key)
    {
        var lower = new StringBuilder(key.Length);
        foreach (char character in key)
        {
            lower.Append(char.IsAsciiLetterUpper(character) ? (char)(character | ' ') : character);
        }

        return lower.ToString();
    }
}
