using DockerPS.Engine.Session.Hpack;
using DockerPS.Engine.Session.Http2;

namespace DockerPS.Tests.BuildSessions;

/// <summary>HPACK by the examples of RFC 7541, appendix C, and by what an attacker would send.</summary>
public sealed class HpackTests
{
    private const int Limit = 64 * 1024;

    [Theory]
    [InlineData("400a637573746f6d2d6b65790d637573746f6d2d686561646572", "custom-key: custom-header", "custom-key: custom-header")]
    [InlineData("040c2f73616d706c652f70617468", ":path: /sample/path", "")]
    [InlineData("100870617373776f726406736563726574", "password: secret", "")]
    [InlineData("82", ":method: GET", "")]
    public void C2_fields_by_themselves(string block, string fields, string table)
    {
        var decoder = new HpackDecoder(Limit);
        Assert.Equal(fields, Show(decoder.Decode(Convert.FromHexString(block))));
        Assert.Equal(table, Show(decoder.Table.Fields));
    }

    [Theory]
    [InlineData("828684410f7777772e6578616d706c652e636f6d", "828684be58086e6f2d6361636865", "828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565")]
    [InlineData("828684418cf1e3c2e5f23a6ba0ab90f4ff", "828684be5886a8eb10649cbf", "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf")]
    public void C3_and_C4_requests_without_and_with_Huffman(string first, string second, string third)
    {
        var decoder = new HpackDecoder(Limit);
        Assert.Equal(":method: GET, :scheme: http, :path: /, :authority: www.example.com", Show(decoder.Decode(Convert.FromHexString(first))));
        Assert.Equal(57, decoder.Table.Size);
        Assert.Equal(":method: GET, :scheme: http, :path: /, :authority: www.example.com, cache-control: no-cache", Show(decoder.Decode(Convert.FromHexString(second))));
        Assert.Equal(110, decoder.Table.Size);
        Assert.Equal(":method: GET, :scheme: https, :path: /index.html, :authority: www.example.com, custom-key: custom-value", Show(decoder.Decode(Convert.FromHexString(third))));
        Assert.Equal(164, decoder.Table.Size);
        Assert.Equal("custom-key: custom-value, cache-control: no-cache, :authority: www.example.com", Show(decoder.Table.Fields));
    }

    [Theory]
    [InlineData(
        "4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d546e1768747470733a2f2f7777772e6578616d706c652e636f6d",
        "4803333037c1c0bf",
        "88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f3d4153444a4b48514b425a584f5157454f50495541585157454f49553b206d61782d6167653d333630303b2076657273696f6e3d31")]
    [InlineData(
        "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3",
        "4883640effc1c0bf",
        "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007")]
    public void C5_and_C6_responses_with_a_table_of_256_bytes(string first, string second, string third)
    {
        const string date = "date: Mon, 21 Oct 2013 20:13:21 GMT";
        const string location = "location: https://www.example.com";
        var decoder = new HpackDecoder(Limit, maxTableSize: 256);
        Assert.Equal($":status: 302, cache-control: private, {date}, {location}", Show(decoder.Decode(Convert.FromHexString(first))));
        Assert.Equal($"{location}, {date}, cache-control: private, :status: 302", Show(decoder.Table.Fields));
        Assert.Equal(222, decoder.Table.Size);
        Assert.Equal($":status: 307, cache-control: private, {date}, {location}", Show(decoder.Decode(Convert.FromHexString(second))));
        Assert.Equal($":status: 307, {location}, {date}, cache-control: private", Show(decoder.Table.Fields));
        Assert.Equal(222, decoder.Table.Size);
        const string later = "date: Mon, 21 Oct 2013 20:13:22 GMT";
        const string cookie = "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1";
        Assert.Equal($":status: 200, cache-control: private, {later}, {location}, content-encoding: gzip, {cookie}", Show(decoder.Decode(Convert.FromHexString(third))));
        Assert.Equal($"{cookie}, content-encoding: gzip, {later}", Show(decoder.Table.Fields));
        Assert.Equal(215, decoder.Table.Size);
    }

    [Fact]
    public void Every_character_has_its_code()
    {
        // Appendix B gives these as the longest and the shortest codes, and some between.
        Assert.Equal("0aez", HuffmanCode.Decode([0b00000_000, 0b11_00101_1, 0b111011_11]));
        Assert.Equal("\n", HuffmanCode.Decode([0xFF, 0xFF, 0xFF, 0xF3]));
        Assert.Equal("\u0016", HuffmanCode.Decode([0xFF, 0xFF, 0xFF, 0xFB]));
        Assert.Equal("\u00F9", HuffmanCode.Decode([0xFF, 0xFF, 0xFF, 0xEF]));
        Assert.Equal("", HuffmanCode.Decode([]));
    }

    [Theory]
    [InlineData("FF", "padding of a whole byte")]
    [InlineData("FFFFFFFF", "the end symbol and two bits")]
    [InlineData("FFFFFFFC", "the end symbol's prefix as padding of more than a byte")]
    [InlineData("00", "padding of zeros")]
    public void Broken_Huffman_codes_are_errors(string encoded, string why)
    {
        Http2Exception error = Assert.Throws<Http2Exception>(() => HuffmanCode.Decode(Convert.FromHexString(encoded)));
        Assert.Equal(Http2ErrorCode.CompressionError, error.Code);
        Assert.NotNull(why);
    }

    [Theory]
    [InlineData("80", "index 0")]
    [InlineData("be", "index beyond the tables")]
    [InlineData("ff00ff", "a large index, and what follows")]
    [InlineData("7f", "a cut number")]
    [InlineData("ffffffffffff00", "a number of too many bytes")]
    [InlineData("400a637573", "a cut name")]
    [InlineData("40016101", "a cut value")]
    [InlineData("3fe21f", "a table larger than agreed")]
    [InlineData("8220", "a change of the table amid fields")]
    public void Broken_blocks_are_errors(string block, string what)
    {
        Http2Exception error = Assert.Throws<Http2Exception>(() => new HpackDecoder(Limit).Decode(Convert.FromHexString(block)));
        Assert.Equal(Http2ErrorCode.CompressionError, error.Code);
        Assert.NotNull(what);
    }

    [Fact]
    public void Cut_anywhere_a_block_is_an_error_or_fewer_fields()
    {
        byte[] block = Convert.FromHexString("828684418cf1e3c2e5f23a6ba0ab90f4ff");
        for (int length = 0; length < block.Length; length++)
        {
            try
            {
                Assert.Equal(Math.Min(3, length), new HpackDecoder(Limit).Decode(block.AsSpan(0, length)).Count);
                Assert.True(length <= 3);
            }
            catch (Http2Exception)
            {
                Assert.True(length > 3);
            }
        }
    }

    [Fact]
    public void A_table_changes_its_size_at_the_start_of_a_block()
    {
        var decoder = new HpackDecoder(Limit);
        decoder.Decode(Convert.FromHexString("400a637573746f6d2d6b65790d637573746f6d2d686561646572"));
        Assert.Single(decoder.Table.Fields);
        Assert.Equal(":method: GET", Show(decoder.Decode([0x20, 0x3F, 0xE1, 0x1F, 0x82])));
        Assert.Empty(decoder.Table.Fields);
        Assert.Equal(0, decoder.Table.Size);
    }

    [Fact]
    public void A_field_larger_than_the_table_empties_it()
    {
        var decoder = new HpackDecoder(Limit, maxTableSize: 64);
        decoder.Decode(Convert.FromHexString("400a637573746f6d2d6b65790d637573746f6d2d686561646572"));
        Assert.Single(decoder.Table.Fields);
        byte[] large = [0x40, 1, (byte)'a', 60, .. Enumerable.Repeat((byte)'b', 60)];
        Assert.Equal(60, Assert.Single(decoder.Decode(large)).Value.Length);
        Assert.Empty(decoder.Table.Fields);
    }

    [Fact]
    public void A_small_block_cannot_become_a_long_list()
    {
        var decoder = new HpackDecoder(Limit);
        decoder.Decode([0x40, 1, (byte)'a', 0x7F, 0xA1, 0x1E, .. Enumerable.Repeat((byte)'b', 4000)]);
        Http2Exception error = Assert.Throws<Http2Exception>(() => decoder.Decode([.. Enumerable.Repeat((byte)0xBE, 1000)]));
        Assert.Equal(Http2ErrorCode.EnhanceYourCalm, error.Code);
    }

    [Fact]
    public void What_is_encoded_is_decoded()
    {
        HeaderField[] fields = [new(":status", "200"), new("content-type", "application/grpc"), new("grpc-message", new string('x', 5000)), new("a", "")];
        byte[] block = HpackEncoder.Encode(fields);
        Assert.Equal(fields, new HpackDecoder(Limit).Decode(block));
        Assert.Equal(fields, new HpackDecoder(Limit, maxTableSize: 0).Decode(block));
        Assert.Equal([0x20, 0x88], block[..2]);
    }

    private static string Show(IEnumerable<HeaderField> fields) => string.Join(", ", fields.Select(field => $"{field.Name}: {field.Value}"));
}
