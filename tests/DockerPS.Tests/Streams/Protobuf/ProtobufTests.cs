using System.Text;
using DockerPS.Engine.Streams.Protobuf;

namespace DockerPS.Tests.Streams.Protobuf;

public sealed class ProtobufTests
{
    // protoc --encode of {1: 150}, {2: "testing"} and a message {3: {1: 150}}, from the encoding page of the protobuf documentation.
    private static readonly byte[] s_documented = [0x08, 0x96, 0x01, 0x12, 0x07, .. "testing"u8, 0x1a, 0x03, 0x08, 0x96, 0x01];

    [Fact]
    public void Documented_examples_are_read()
    {
        var reader = new ProtobufReader(s_documented);
        Assert.True(reader.ReadField(out int number));
        Assert.Equal(1, number);
        Assert.Equal(150UL, reader.ReadVarint());
        Assert.True(reader.ReadField(out number));
        Assert.Equal(2, number);
        Assert.Equal("testing", reader.ReadString());
        Assert.True(reader.ReadField(out number));
        Assert.Equal(3, number);
        var nested = new ProtobufReader(reader.ReadBytes());
        Assert.True(nested.ReadField(out number));
        Assert.Equal(150, nested.ReadInt32());
        Assert.False(nested.ReadField(out _));
        Assert.False(reader.ReadField(out number));
        Assert.Equal(0, number);
    }

    [Fact]
    public void Documented_examples_are_written()
    {
        var nested = new ProtobufWriter();
        nested.WriteVarint(1, 150);
        var writer = new ProtobufWriter();
        writer.WriteVarint(1, 150);
        writer.WriteString(2, "testing");
        writer.WriteMessage(3, nested);
        Assert.Equal(s_documented, writer.Message.ToArray());
    }

    [Fact]
    public void Every_kind_of_value_comes_back()
    {
        var writer = new ProtobufWriter();
        writer.WriteInt64(1, -1);
        writer.WriteVarint(2, ulong.MaxValue);
        writer.WriteBool(3, true);
        writer.WriteBytes(4, [0, 255]);
        writer.WriteMap(536870911, [KeyValuePair.Create("a", "1"), KeyValuePair.Create("", "ü")]);
        var reader = new ProtobufReader(writer.Message.Span);
        Assert.True(reader.ReadField(out _));
        Assert.Equal(-1, reader.ReadInt64());
        Assert.True(reader.ReadField(out _));
        Assert.Equal(ulong.MaxValue, reader.ReadVarint());
        Assert.True(reader.ReadField(out _));
        Assert.True(reader.ReadBool());
        Assert.True(reader.ReadField(out _));
        Assert.Equal([0, 255], reader.ReadBytes().ToArray());
        var pairs = new List<string>();
        while (reader.ReadField(out int number))
        {
            Assert.Equal(536870911, number);
            var entry = new ProtobufReader(reader.ReadBytes());
            string pair = "";
            while (entry.ReadField(out int part))
            {
                pair += $"{part}={entry.ReadString()};";
            }

            pairs.Add(pair);
        }

        Assert.Equal(["1=a;2=1;", "1=;2=ü;"], pairs);
    }

    [Fact]
    public void What_is_not_read_is_skipped()
    {
        byte[] message = [0x09, 1, 2, 3, 4, 5, 6, 7, 8, 0x15, 1, 2, 3, 4, 0x1a, 2, 9, 9, 0x20, 0x96, 1, 0x28, 1];
        var reader = new ProtobufReader(message);
        var seen = new List<(int, ProtobufWireType)>();
        while (reader.ReadField(out int number))
        {
            seen.Add((number, reader.WireType));
            if (number == 2)
            {
                reader.Skip();
            }
        }

        Assert.Equal(
            [(1, ProtobufWireType.Fixed64), (2, ProtobufWireType.Fixed32), (3, ProtobufWireType.Bytes), (4, ProtobufWireType.Varint), (5, ProtobufWireType.Varint)],
            seen);
    }

    [Fact]
    public void Cut_anywhere_is_an_error_or_an_earlier_end()
    {
        byte[] message = [0x09, 1, 2, 3, 4, 5, 6, 7, 8, 0x15, 1, 2, 3, 4, 0x1a, 2, 9, 9, 0x20, 0x96, 1];
        int[] ends = [0, 9, 14, 18, 21];
        for (int length = 0; length <= message.Length; length++)
        {
            byte[] part = message[..length];
            if (ends.Contains(length))
            {
                Assert.Equal(Array.IndexOf(ends, length), Count(part));
            }
            else
            {
                Assert.Throws<InvalidResponseException>(() => Count(part));
            }
        }
    }

    [Theory]
    [InlineData("00", "the number 0")]
    [InlineData("0B", "wire type 3")]
    [InlineData("0C", "wire type 4")]
    [InlineData("0E", "wire type 6")]
    [InlineData("0AFFFFFFFF0F", "longer than the message")]
    [InlineData("0AFFFFFFFFFFFFFFFFFF01", "longer than the message")]
    [InlineData("08FFFFFFFFFFFFFFFFFF02", "more than 64 bits")]
    [InlineData("08FFFFFFFFFFFFFFFFFFFF01", "no end")]
    [InlineData("8080808080010800", "the number")]
    public void Broken_input_is_an_invalid_response(string hex, string why)
    {
        byte[] message = Convert.FromHexString(hex);
        InvalidResponseException error = Assert.Throws<InvalidResponseException>(() => Count(message));
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_of_another_wire_type_is_an_invalid_response()
    {
        Assert.Throws<InvalidResponseException>(() =>
        {
            var reader = new ProtobufReader([0x08, 1]);
            reader.ReadField(out _);
            return reader.ReadString();
        });
        Assert.Throws<InvalidResponseException>(() =>
        {
            var reader = new ProtobufReader([0x0A, 1, 1]);
            reader.ReadField(out _);
            return reader.ReadVarint();
        });
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00.0000000Z", 0, 0)]
    [InlineData("2026-11-29T01:02:03.1234567Z", 1795914123, 123456789)]
    [InlineData("0001-01-01T00:00:00.0000000Z", -62135596800, 0)]
    [InlineData("9999-12-31T23:59:59.9999999Z", 253402300799, 999999999)]
    public void Timestamps_are_read(string expected, long seconds, int nanoseconds) =>
        Assert.Equal(expected, ReadTime(seconds, nanoseconds).ToString("O"));

    [Theory]
    [InlineData(-62135596801, 0)]
    [InlineData(253402300800, 0)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 1000000000)]
    public void Times_out_of_range_are_an_invalid_response(long seconds, long nanoseconds) =>
        Assert.Throws<InvalidResponseException>(() => ReadTime(seconds, nanoseconds));

    [Fact]
    public void Text_that_is_no_UTF8_does_not_break_reading()
    {
        var reader = new ProtobufReader([0x0A, 2, 0xC3, 0x28]);
        reader.ReadField(out _);
        Assert.Equal(Encoding.UTF8.GetString([0xC3, 0x28]), reader.ReadString());
    }

    private static int Count(byte[] message)
    {
        var reader = new ProtobufReader(message);
        int count = 0;
        while (reader.ReadField(out _))
        {
            count++;
        }

        return count;
    }

    private static DateTime ReadTime(long seconds, long nanoseconds)
    {
        var time = new ProtobufWriter();
        time.WriteInt64(1, seconds);
        time.WriteInt64(2, nanoseconds);
        var message = new ProtobufWriter();
        message.WriteMessage(1, time);
        var reader = new ProtobufReader(message.Message.Span);
        reader.ReadField(out _);
        return reader.ReadTimestamp();
    }
}
