using Custos.App.Simulation.Replies;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.App.Simulation.Replies;

public sealed class CutsTests
{
    [Fact]
    public void Sizes_repeat() => PiecesOf("abcdefgh", Cuts.Every(1, 3)).ShouldBe(["a", "bcd", "e", "fgh"]);

    [Fact]
    public void Places_cut_where_they_say_in_any_order() => PiecesOf("abcdef", Cuts.At(4, 1, 99, 0)).ShouldBe(["a", "bcd", "ef"]);

    [Fact]
    public void No_cut_splits_a_surrogate_pair() => PiecesOf("a🎉b", Cuts.At(2)).ShouldBe(["a🎉", "b"]);

    [Fact]
    public void An_empty_part_is_one_empty_chunk() => PiecesOf("", Cuts.Every(4)).ShouldBe([""]);

    [Fact]
    public void A_part_may_be_cut_otherwise_than_its_reply()
    {
        var reply = new Reply { Parts = [new ReplyPart.Say("abc"), new ReplyPart.Say("def") { Cuts = Cuts.None }], Cuts = Cuts.Every(2) };

        Cuts.Of(reply).Select(chunk => (chunk.Part, chunk.Start, chunk.Length, chunk.IsFirst, chunk.IsLast))
            .ShouldBe([(0, 0, 2, true, false), (0, 2, 1, false, true), (1, 0, 3, true, true)]);
    }

    [Fact]
    public void Every_text_is_the_sum_of_its_chunks()
    {
        var texts = Gen.Choose(0, 3).Select(kind => kind switch { 0 => "a", 1 => "é", 2 => "🎉", _ => "\n" }).ListOf().Select(string.Concat);
        var sizes = Gen.Choose(1, 5).NonEmptyListOf();

        Prop.ForAll(Arb.From(texts), Arb.From(sizes), (text, lengths) =>
        {
            var pieces = PiecesOf(text, Cuts.Every([.. lengths]));
            return string.Concat(pieces) == text && pieces.TrueForAll(piece => piece.Length == 0 || !char.IsLowSurrogate(piece[0]));
        }).QuickCheckThrowOnFailure();
    }

    private static List<string> PiecesOf(string text, Cuts cuts) => [.. Cuts.Of(Reply.Saying(text) with { Cuts = cuts }).Select(chunk => text.Substring(chunk.Start, chunk.Length))];
}
