using System.Globalization;

namespace DockerPS.Engine.Compose;

/// <summary>A single value, as it was written.</summary>
public sealed class ComposeScalar : ComposeNode
{
    /// <summary>A scalar as it was read.</summary>
    /// <param name="text">Its text, without quotes and escapes.</param>
    /// <param name="isPlain">True where it was written without quotes and not as a block.</param>
    /// <param name="position">Its place.</param>
    /// <param name="tag">The tag before it.</param>
    public ComposeScalar(string text, bool isPlain, ComposePosition position, string? tag = null)
        : this(text, isPlain, position, tag, KindOf(text, isPlain, tag))
    {
    }

    private ComposeScalar(string text, bool isPlain, ComposePosition position, string? tag, ComposeScalarKind kind)
        : base(position, tag)
    {
        Text = text;
        IsPlain = isPlain;
        Kind = kind;
    }

    /// <summary>The text, without quotes and escapes; after interpolation the text that came out.</summary>
    public string Text { get; }

    /// <summary>True where it was written without quotes and not as a block.</summary>
    public bool IsPlain { get; }

    /// <summary>What the text stands for.</summary>
    public ComposeScalarKind Kind { get; }

    /// <summary>True where it stands for nothing.</summary>
    public bool IsNull => Kind == ComposeScalarKind.Null;

    internal override string Description => IsNull ? "nothing" : $"\"{DisplayText.Of(Text)}\"";

    /// <summary>A text that no file was read for.</summary>
    internal static ComposeScalar Of(string text) => new(text, isPlain: false, ComposePosition.None);

    /// <summary>A whole number that no file was read for.</summary>
    internal static ComposeScalar Of(long value) => new(value.ToString(CultureInfo.InvariantCulture), isPlain: true, ComposePosition.None);

    /// <summary>A number that no file was read for.</summary>
    internal static ComposeScalar Of(double value) => new(FloatText(value), isPlain: true, ComposePosition.None);

    /// <summary>A truth value that no file was read for.</summary>
    internal static ComposeScalar Of(bool value) => new(value ? "true" : "false", isPlain: true, ComposePosition.None);

    /// <summary>Nothing, at a place or at none.</summary>
    internal static ComposeScalar Null(ComposePosition? position = null) => new("", isPlain: true, position ?? ComposePosition.None);

    internal override ComposeScalar With(ComposePosition position, string? tag) => new(Text, IsPlain, position, tag, Kind);

    /// <summary>The same scalar with the text that interpolation made of its own: always a text, whatever it looks like, until a typed value is asked of it.</summary>
    internal ComposeScalar WithText(string text) => new(text, isPlain: false, Position, Tag, ComposeScalarKind.String);

    /// <summary>The whole number that it stands for, also one in quotes: interpolation gives texts.</summary>
    internal bool TryGetInteger(out long value) => ScalarText.TryReadInteger(Text, out value);

    /// <summary>The number that it stands for, also one in quotes: interpolation gives texts.</summary>
    internal bool TryGetNumber(out double value) => ScalarText.TryReadNumber(Text, out value);

    /// <summary>The truth value that it stands for, also one in quotes: interpolation gives texts. As compose does, yes, y, on, 1 and their opposites count.</summary>
    internal bool TryGetBoolean(out bool value) => ScalarText.TryReadBoolean(Text, out value);

    private static ComposeScalarKind KindOf(string text, bool isPlain, string? tag) => tag switch
    {
        "!" or "tag:yaml.org,2002:str" => ComposeScalarKind.String,
        "tag:yaml.org,2002:null" => ComposeScalarKind.Null,
        _ when isPlain || tag?.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal) == true => ScalarText.KindOf(text),
        _ => ComposeScalarKind.String,
    };

    private static string FloatText(double value)
    {
        if (double.IsNaN(value))
            return ".nan";
        if (double.IsInfinity(value))
            return value > 0 ? ".inf" : "-.inf";
        return value.ToString("R", CultureInfo.InvariantCulture);
    }
}
