using System.Text;
using Custos.Records;
using Custos.Text.TokenFiles;

namespace Custos.Tests.Text.TokenFiles;

public sealed class CharacterMapTests
{
    [Fact]
    public void Characters_and_short_graphemes_of_the_table_are_replaced_and_keep_their_places()
    {
        // @anush008/tokenizers 0.6.0 finds the same tokens with this table.
        var tokens = Read(Table(("ﬁ", "fi"), ("Ａ", "a"), ("e\u0301", "é"))).Encode("ﬁＡe\u0301x");

        tokens.Ids.ShouldBe([1, 2, 3, 4, 5]);
        tokens.Starts.ShouldBe([0, 0, 1, 2, 4]);
        tokens.Ends.ShouldBe([1, 1, 2, 4, 5]);
    }

    [Theory]
    [InlineData("!")]
    [InlineData("AQ==")]
    [InlineData("/////w==")]
    [InlineData("BAAAAA==")]
    public void A_damaged_table_is_refused(string table) =>
        Should.Throw<BadInputException>(() => Read(table)).Place!.ShouldContain("normalizer.precompiled_charsmap");

    [Fact]
    public void A_table_of_any_bytes_ends_every_search()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var bytes = new byte[4 + (4 * random.Next(1, 300)) + 20];
            random.NextBytes(bytes);
            BitConverter.TryWriteBytes(bytes, bytes.Length - 24);

            Read(Convert.ToBase64String(bytes)).Encode("ﬁＡe\u0301x").ShouldNotBeNull();
        }
    }

    private static Custos.Text.Tokens.Tokenizer Read(string table)
    {
        var json = $$$"""
            {"normalizer":{"type":"Precompiled","precompiled_charsmap":"{{{table}}}"},
            "model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",-9],["f",-1],["i",-1],["a",-1],["é",-1],["x",-1]]}}
            """;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return TokenizerFile.Read(stream, "some.json");
    }

    /// <summary>A double array in which every node has 256 places of its own.</summary>
    private static string Table(params (string From, string To)[] entries)
    {
        var pool = new List<byte>();
        var units = new uint[256 * 64];
        var next = 512u;
        units[0] = 256 << 10;
        var bases = new Dictionary<string, uint> { [""] = 256 };
        foreach (var (from, to) in entries)
        {
            var bytes = Encoding.UTF8.GetBytes(from);
            for (var i = 0; i < bytes.Length; i++)
            {
                var place = bases[Convert.ToHexString(bytes[..i])] ^ bytes[i];
                var key = Convert.ToHexString(bytes[..(i + 1)]);
                if (bases.TryAdd(key, next)) next += 256;
                units[place] = ((place ^ bases[key]) << 10) | (i + 1 == bytes.Length ? 0x100u : 0) | bytes[i];
            }

            units[bases[Convert.ToHexString(bytes)]] = 0x80000000 | (uint)pool.Count;
            pool.AddRange(Encoding.UTF8.GetBytes(to + "\0"));
        }

        return Convert.ToBase64String([.. BitConverter.GetBytes(units.Length * 4), .. units.SelectMany(BitConverter.GetBytes), .. pool]);
    }
}
