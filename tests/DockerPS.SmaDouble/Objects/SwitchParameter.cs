namespace System.Management.Automation;

public struct SwitchParameter(bool isPresent)
{
    private readonly bool _isPresent = isPresent;

    public readonly bool IsPresent => _isPresent;

    public static SwitchParameter Present => new(true);

    public readonly bool ToBool() => _isPresent;

    public override readonly bool Equals(object? obj) => obj switch
    {
        bool value => value == _isPresent,
        SwitchParameter other => other._isPresent == _isPresent,
        _ => false,
    };

    public override readonly int GetHashCode() => _isPresent.GetHashCode();

    public override readonly string ToString() => _isPresent.ToString();

    public static implicit operator bool(SwitchParameter switchParameter) => switchParameter._isPresent;

    public static implicit operator SwitchParameter(bool value) => new(value);

    public static bool operator ==(SwitchParameter first, SwitchParameter second) => first.Equals(second);

    public static bool operator !=(SwitchParameter first, SwitchParameter second) => !first.Equals(second);

    public static bool operator ==(SwitchParameter first, bool second) => first.Equals(second);

    public static bool operator !=(SwitchParameter first, bool second) => !first.Equals(second);

    public static bool operator ==(bool first, SwitchParameter second) => second.Equals(first);

    public static bool operator !=(bool first, SwitchParameter second) => !second.Equals(first);
}
