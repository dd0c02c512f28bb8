using System.Text;
using Custos.Text.Logs;

namespace Custos.Tests.Text.Logs;

public sealed class LineBlocksTests
{
    private const int Limit = 3 << 20;

    [Theory]
    [InlineData(1)]
    [InlineData(1 << 10)]
    [InlineData(int.MaxValue)]
    public void Blocks_have_the_same_borders_however_the_bytes_arrive(int most)
    {
        var bytes = SomeLines(most == 1 ? 20_000 : 60_000);

        var expected = Borders(bytes, int.MaxValue);

        Borders(bytes, most).ShouldBe(expected);
        expected.Count.ShouldBeGreaterThan(1);
        expected.Sum(block => block.Length).ShouldBe(bytes.Length);
    }

    [Fact]
    public void Every_block_but_the_last_ends_in_a_line_feed()
    {
        using var block = new LineBlock();
        var blocks = new LineBlocks(new MemoryStream(SomeLines(60_000)), "lines", Limit);
        var ends = new List<byte>();
        while (blocks.Fill(block) == BlockContent.Lines) ends.Add(block.Lines[^1]);

        ends.SkipLast(1).ShouldAllBe(end => end == '\n');
        blocks.Break.ShouldBeNull();
    }

    private static List<(long Offset, int Length)> Borders(byte[] bytes, int most)
    {
        using var block = new LineBlock();
        var blocks = new LineBlocks(new Drops(bytes, most), "lines", Limit);
        var borders = new List<(long, int)>();
        while (blocks.Fill(block) == BlockContent.Lines) borders.Add((block.Offset, block.Length));
        return borders;
    }

    private static byte[] SomeLines(int count)
    {
        var random = new Random(1);
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, count).Select(_ => new string('x', random.Next(120)) + "\n")) + "last");
    }

    // Hands out at most so many bytes at a time.
    private sealed class Drops(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, most)]);
    }
}
