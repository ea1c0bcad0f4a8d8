using System.Globalization;
using System.Text;

namespace DockerPS.Engine.Streams;

/// <summary>Watches what a program in a terminal sets there and is expected to take back: one that is killed, or left, does not.
/// What belongs to the line editors of shells, such as the mode of the arrow keys, is left to them.</summary>
internal sealed class ScreenModes
{
    private const byte Escape = 0x1B;
    private const int MostParameters = 64;

    // The cursor and the wrapping of lines are on unless they are turned off; the others are the other way round.
    private static readonly int[] s_onAtFirst = [7, 25];

    // Mouse, focus, other screens, pasted text in brackets.
    private static readonly int[] s_offAtFirst = [9, 47, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1015, 1016, 1047, 1049, 2004];

    private readonly SortedSet<int> _changed = [];
    private readonly StringBuilder _parameters = new();
    private State _state;
    private bool _isStyled;

    private enum State
    {
        Text,
        Escape,
        Sequence,
    }

    /// <summary>Looks at what is shown, at any split.</summary>
    public void Look(ReadOnlySpan<byte> shown)
    {
        while (!shown.IsEmpty)
        {
            if (_state == State.Text)
            {
                int next = shown.IndexOf(Escape);
                if (next < 0)
                {
                    return;
                }

                shown = shown[(next + 1)..];
                _state = State.Escape;
                continue;
            }

            Take((char)shown[0]);
            shown = shown[1..];
        }
    }

    /// <summary>What takes back what was set and is still; empty where the program has cleaned up.</summary>
    public byte[] Undo()
    {
        var undo = new StringBuilder();
        foreach (int mode in _changed)
        {
            undo.Append(CultureInfo.InvariantCulture, $"\x1B[?{mode}{(Array.IndexOf(s_onAtFirst, mode) < 0 ? 'l' : 'h')}");
        }

        if (_isStyled)
        {
            undo.Append("\x1B[0m");
        }

        return Encoding.ASCII.GetBytes(undo.ToString());
    }

    private void Take(char character)
    {
        if (character == (char)Escape)
        {
            _state = State.Escape;
        }
        else if (_state == State.Escape)
        {
            _parameters.Clear();
            _state = character == '[' ? State.Sequence : State.Text;
        }
        else if (character is >= '@' and <= '~')
        {
            Apply(character, _parameters.ToString());
            _state = State.Text;
        }
        else if (character < ' ' || _parameters.Length == MostParameters)
        {
            _state = State.Text;
        }
        else
        {
            _parameters.Append(character);
        }
    }

    private void Apply(char final, string parameters)
    {
        if (final == 'm')
        {
            // What stands behind the last 0 counts.
            _isStyled = parameters.Length > 0 && parameters[0] is >= '0' and <= '9' && parameters.TrimStart('0').Length > 0 && !parameters.EndsWith(";0", StringComparison.Ordinal);
        }
        else if (final is 'h' or 'l' && parameters.StartsWith('?'))
        {
            foreach (string text in parameters[1..].Split(';'))
            {
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int mode))
                {
                    Set(mode, final == 'h');
                }
            }
        }
    }

    private void Set(int mode, bool isOn)
    {
        bool isOnAtFirst = Array.IndexOf(s_onAtFirst, mode) >= 0;
        if (!isOnAtFirst && Array.IndexOf(s_offAtFirst, mode) < 0)
        {
            return;
        }

        if (isOn != isOnAtFirst)
        {
            _changed.Add(mode);
        }
        else
        {
            _changed.Remove(mode);
        }
    }
}
