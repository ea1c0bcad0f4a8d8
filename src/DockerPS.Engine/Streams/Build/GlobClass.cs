using System.Text;

namespace DockerPS.Engine.Streams.Build;

/// <summary>A set of characters, "[a-z]" or "[^a-z]".</summary>
internal sealed class GlobClass
{
    private readonly bool _isNegated;
    private readonly List<(Rune Low, Rune High)> _ranges;

    public GlobClass(bool isNegated, List<(Rune Low, Rune High)> ranges)
    {
        _isNegated = isNegated;
        _ranges = ranges;
    }

    public bool Contains(Rune character)
    {
        foreach ((Rune low, Rune high) in _ranges)
        {
            if (character >= low && character <= high)
                return !_isNegated;
        }

        return _isNegated;
    }
}
