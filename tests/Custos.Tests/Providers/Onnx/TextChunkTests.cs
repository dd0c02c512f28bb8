using Custos.Providers.Onnx;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Providers.Onnx;

public sealed class TextChunkTests
{
    private const int Cls = 1;
    private const int Sep = 2;

    [Fact]
    public void A_short_text_is_one_chunk_in_its_frame()
    {
        var chunk = TextChunk.Of(SomeModels.Read(SomeModels.WordPiece).Encode("you fools"), 32, 4).ShouldHaveSingleItem();

        chunk.Ids.ShouldBe([Cls, 4, 7, 8, Sep]);
        chunk.TextTokens.ShouldBe(3);
    }

    [Fact]
    public void An_empty_text_is_its_frame_alone()
    {
        var chunk = TextChunk.Of(SomeModels.Read(SomeModels.WordPiece).Encode(""), 32, 4).ShouldHaveSingleItem();

        (chunk.Ids.Length, chunk.TextTokens).ShouldBe((2, 0));
    }

    [Fact]
    public void Every_token_is_in_a_chunk_neighbours_share_the_overlap_and_each_has_its_frame() =>
        Prop.ForAll(Gen.Choose(0, 300).ToArbitrary(), Gen.Choose(8, 40).ToArbitrary(), Gen.Choose(0, 5).ToArbitrary(), (length, max, overlap) =>
        {
            string[] letters = ["a", "b", "c", "d"];
            var tokens = SomeModels.Read(SomeModels.WordPiece).Encode(string.Join(' ', Enumerable.Range(0, length).Select(i => letters[i % 4])));

            var chunks = TextChunk.Of(tokens, max, overlap).ToList();

            var covered = new List<long>();
            foreach (var (chunk, number) in chunks.Select((chunk, number) => (chunk, number)))
            {
                chunk.Ids.Length.ShouldBeLessThanOrEqualTo(max);
                chunk.TextTokens.ShouldBe(chunk.Ids.Length - 2);
                (chunk.Ids[0], chunk.Ids[^1]).ShouldBe((Cls, Sep));
                var text = chunk.Ids[1..^1];

                // All but the last begin where the overlap begins; the last ends with the text.
                var start = number == chunks.Count - 1 ? length - text.Length : number * (max - 2 - overlap);
                (covered.Count - start).ShouldBeGreaterThanOrEqualTo(number == 0 ? 0 : overlap);
                covered.AddRange(text.Skip(covered.Count - start));
            }

            covered.ShouldBe(tokens.Ids[1..^1].Select(id => (long)id));
        }).QuickCheckThrowOnFailure();
}
