namespace DockerPS.Engine.Streams;

/// <summary>Looks for the detach keys in what is typed. What could be their beginning is held back until the next key tells.</summary>
internal sealed class DetachKeyFilter
{
    private readonly byte[] _keys;

    // Of each beginning of the keys: the longest shorter beginning that it ends with.
    private readonly int[] _fallback;
    private int _matched;

    public DetachKeyFilter(ReadOnlySpan<byte> keys)
    {
        _keys = keys.ToArray();
        _fallback = new int[_keys.Length + 1];
        for (int i = 1, length = 0; i < _keys.Length;)
        {
            if (_keys[i] == _keys[length])
            {
                _fallback[++i] = ++length;
            }
            else if (length > 0)
            {
                length = _fallback[length];
            }
            else
            {
                i++;
            }
        }
    }

    /// <summary>Takes what was typed and gives on what belongs to the container.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="passed">What goes on to the container, keys held back before included; the detach keys do not.</param>
    /// <returns>True where the detach keys are complete; what stands behind them is dropped.</returns>
    public bool Take(ReadOnlySpan<byte> typed, List<byte> passed)
    {
        foreach (byte key in typed)
        {
            while (_matched > 0 && _keys[_matched] != key)
            {
                int kept = _fallback[_matched];
                passed.AddRange(_keys.AsSpan(0, _matched - kept));
                _matched = kept;
            }

            if (_keys[_matched] != key)
            {
                passed.Add(key);
            }
            else if (++_matched == _keys.Length)
            {
                return true;
            }
        }

        return false;
    }
}
