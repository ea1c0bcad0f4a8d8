namespace System.Management.Automation.Host;

public struct Coordinates(int x, int y)
{
    public int X { readonly get; set; } = x;

    public int Y { readonly get; set; } = y;

    public override readonly string ToString() => $"{X},{Y}";
}
