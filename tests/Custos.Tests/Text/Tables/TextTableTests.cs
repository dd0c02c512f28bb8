using System.Text;
using Custos.Records;
using Custos.Text.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Text.Tables;

public sealed class TextTableTests
{
    private static readonly string[] Pieces = ["a", "b", ",", "\t", "\"", "\"\"", "\n", "\r", "{", "}", "[", ":", "\"a\"", "\\", "\\u", "d83d", "é", "😀", "\0", "\uFEFF", "1", "null", " "];

    [Theory]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Tsv)]
    [InlineData(TableFormat.JsonLines)]
    public void Random_bytes_are_read_or_refused_and_nothing_else(TableFormat format)
    {
        var bytes = ArbMap.Default.GeneratorFor<byte[]>();
        var pieces = Gen.Elements(Pieces).ArrayOf().Select(chosen => Encoding.UTF8.GetBytes(string.Concat(chosen)));
        var afterHeader = pieces.Select(rest => (byte[])[.. "a,b\n"u8, .. rest]);
        Prop.ForAll(Gen.OneOf(bytes, pieces, afterHeader).ToArbitrary(), content => IsReadOrRefused(content, format))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    [Theory]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.JsonLines)]
    public void A_line_of_50_megabytes_is_refused_in_bounded_memory(TableFormat format)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var stream = new EndlessLine(50_000_000);
        var refusal = Should.Throw<BadInputException>(() => Rows.All(TextTable.Read(stream, "data", format), "a"));
        refusal.Message.ShouldStartWith("data, row 1: The record is longer than 16,777,216 bytes.");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(40_000_000);
    }

    [Theory]
    [InlineData(TableFormat.Csv, "a\n0123456789\n")]
    [InlineData(TableFormat.JsonLines, "{\"a\":\"012345\"}")]
    public void The_limit_is_the_callers_to_choose(TableFormat format, string content) =>
        Should.Throw<BadInputException>(() => Rows.All(Rows.Of(content, format, limit: 8), "a")).Message.ShouldContain("longer than 8 bytes");

    [Fact]
    public void A_file_that_does_not_exist_is_refused() =>
        Should.Throw<BadInputException>(() => TextTable.Open("no-such.csv")).Message.ShouldBe("no-such.csv: The file does not exist. Check the path.");

    [Fact]
    public void A_folder_is_refused() =>
        Should.Throw<BadInputException>(() => TextTable.Open(Path.GetTempPath(), TableFormat.Csv)).Problem.ShouldBe("This is a folder, not a file.");

    [Fact]
    public void An_unknown_extension_asks_for_the_format() =>
        Should.Throw<BadInputException>(() => TextTable.Open("data.xyz")).Remedy.ShouldBe("Give the format: csv, json, jsonl, ndjson, parquet, tab, tsv.");

    [Fact]
    public void The_extension_tells_the_format()
    {
        TableFormats.OfFile("x/y.CSV").ShouldBe(TableFormat.Csv);
        TableFormats.OfFile("y.ndjson").ShouldBe(TableFormat.JsonLines);
        TableFormats.OfFile("y.parquet").ShouldBe(TableFormat.Parquet);
    }

    private static bool IsReadOrRefused(byte[] content, TableFormat format)
    {
        try
        {
            Rows.All(Rows.Of(content, format), "a");
        }
        catch (BadInputException refusal)
        {
            return refusal.Message.StartsWith("data", StringComparison.Ordinal) && refusal.Remedy.Length > 0;
        }

        return true;
    }

    private sealed class EndlessLine(long length) : MemoryStream
    {
        private long _left = length;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var taken = (int)Math.Min(count, _left);
            buffer.AsSpan(offset, taken).Fill((byte)'x');
            _left -= taken;
            return taken;
        }

        public override int ReadByte() => _left-- > 0 ? 'x' : -1;
    }
}
