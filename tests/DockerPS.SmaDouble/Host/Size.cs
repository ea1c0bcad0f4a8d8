namespace System.Management.Automation.Host;

public struct Size(int width, int height)
{
    public int Height { readonly get; set; } = height;

    public int Width { readonly get; set; } = width;

    public override readonly string ToString() => $"{Width},{Height}";
}
