using Custos.Providers.Onnx;

namespace Custos.Tests.Providers.Onnx;

public sealed class ChunkLengthsTests
{
    [Fact]
    public void A_length_is_never_shorter_than_the_chunk_nor_longer_than_what_the_model_reads()
    {
        for (var tokens = 1; tokens <= 512; tokens++)
        {
            ChunkLengths.Of(tokens, 512).ShouldBeInRange(tokens, 512);
            ChunkLengths.Of(tokens, 512).ShouldBeLessThan(Math.Max(tokens + 8, (int)(tokens * 1.27)));
        }

        ChunkLengths.Of(500, 509).ShouldBe(509);
    }

    [Fact]
    public void There_are_few_lengths_so_that_chunks_meet() => Enumerable.Range(1, 512).Select(tokens => ChunkLengths.Of(tokens, 512)).Distinct().Count().ShouldBe(20);
}
