using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DockerPS.Hosting.Terminal;

namespace DockerPS.Tests.Terminal;

public sealed class UnixSettingsTests
{
    [Fact]
    public void Lines_on_Linux_keep_what_else_is_set()
    {
        byte[] settings = new byte[UnixNative.SettingsSize];
        BinaryPrimitives.WriteUInt32LittleEndian(settings, 0x4000);
        UnixSettings.MakeLines(settings, isMacOS: false, Architecture.X64);
        Assert.Equal(0x4500u, BinaryPrimitives.ReadUInt32LittleEndian(settings));
        Assert.Equal(0x5u, BinaryPrimitives.ReadUInt32LittleEndian(settings.AsSpan(4)));
        Assert.Equal(0u, BinaryPrimitives.ReadUInt32LittleEndian(settings.AsSpan(8)));
        Assert.Equal(0x8A3Bu, BinaryPrimitives.ReadUInt32LittleEndian(settings.AsSpan(12)));
        Assert.All(settings[16..], static value => Assert.Equal(0, value));
    }

    [Fact]
    public void Lines_on_macOS_have_fields_of_eight_bytes()
    {
        byte[] settings = new byte[UnixNative.SettingsSize];
        UnixSettings.MakeLines(settings, isMacOS: true, Architecture.Arm64);
        Assert.Equal(0x300ul, BinaryPrimitives.ReadUInt64LittleEndian(settings));
        Assert.Equal(0x3ul, BinaryPrimitives.ReadUInt64LittleEndian(settings.AsSpan(8)));
        Assert.Equal(0ul, BinaryPrimitives.ReadUInt64LittleEndian(settings.AsSpan(16)));
        Assert.Equal(0x5CFul, BinaryPrimitives.ReadUInt64LittleEndian(settings.AsSpan(24)));
    }

    [Fact]
    public void Where_the_form_is_not_known_nothing_is_changed()
    {
        byte[] settings = new byte[UnixNative.SettingsSize];
        UnixSettings.MakeLines(settings, isMacOS: false, Architecture.Ppc64le);
        Assert.All(settings, static value => Assert.Equal(0, value));
    }
}
