using System.Globalization;
using System.Net;

namespace DockerPS.Engine.Requests;

/// <summary>An address with the length of its network's prefix: 172.18.0.0/16.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Address">The address.</param>
/// <param name="Length">How many of its first bits are the network's.</param>
internal sealed record AddressBlock(string Text, IPAddress Address, int Length)
{
    private const int BitsPerByte = 8;

    /// <summary>Reads 172.18.0.0/16 or fd00:1::/64; null where the text is neither.</summary>
    public static AddressBlock? TryParse(string text)
    {
        (string front, string? back) = RequestText.Cut(text, '/');
        return AddressText.TryParse(front, out IPAddress address)
            && int.TryParse(back, NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            && length <= address.GetAddressBytes().Length * BitsPerByte
                ? new AddressBlock(text, address, length)
                : null;
    }

    /// <summary>True where the address lies in the block.</summary>
    public bool Contains(IPAddress other)
    {
        if (other.AddressFamily != Address.AddressFamily)
        {
            return false;
        }

        byte[] mine = Address.GetAddressBytes();
        byte[] theirs = other.GetAddressBytes();
        for (int bit = 0; bit < Length; bit += BitsPerByte)
        {
            int unused = Math.Max(0, bit + BitsPerByte - Length);
            if ((mine[bit / BitsPerByte] ^ theirs[bit / BitsPerByte]) >> unused != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True where the blocks share addresses.</summary>
    public bool Overlaps(AddressBlock other) => Contains(other.Address) || other.Contains(Address);

    /// <summary>As it was written.</summary>
    public override string ToString() => Text;
}
