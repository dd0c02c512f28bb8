using Custos.Gate.Streaming;
using Custos.Records;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Gate.Streaming;

public sealed class GrowingTextTests
{
    private static readonly StreamingOptions Small = new() { HoldBack = 8, Stride = 4, Context = 20, LongestWord = 40 };

    [Fact]
    public void A_word_whose_end_has_not_come_is_not_decided_on()
    {
        var text = new GrowingText(Small);
        text.Append("let us go ass");

        Read(text, text.Next()).ShouldBe("let us go ");

        text.Pass(text.Next()!.Value, []);
        text.Append("isting them");
        Read(text, text.Next()).ShouldEndWith("assisting ");
    }

    [Fact]
    public void What_has_passed_is_let_go_but_for_what_is_held_back()
    {
        var text = new GrowingText(Small);
        text.Append("one two three four ");
        text.Pass(text.Next()!.Value, []);

        text.Released.ShouldBe("one two three four ".Length - 8);

        text.End();
        text.Released.ShouldBe(text.Length);
    }

    [Fact]
    public void What_is_taken_out_goes_as_one()
    {
        var text = new GrowingText(Small);
        text.Append("call me on 0123456789 now ");
        text.Pass(text.Next()!.Value, [new Stretch(11, 10)]);

        text.Released.ShouldBe(11);
        text.Redactions.ShouldBe([new Stretch(11, 10)]);
    }

    [Fact]
    public void Stretches_that_touch_are_one()
    {
        var text = new GrowingText(Small);
        text.Append("aaaa bbbb cccc ");
        text.Pass(text.Next()!.Value, [new Stretch(10, 4), new Stretch(0, 4), new Stretch(3, 3)]);

        text.Redactions.ShouldBe([new Stretch(0, 6), new Stretch(10, 4)]);
    }

    [Fact]
    public void A_word_without_end_is_cut_so_that_what_is_held_stays_bounded()
    {
        var text = new GrowingText(Small);
        text.Append(new string('a', 100));

        text.Next().ShouldBe(new Stretch(0, 100));
    }

    [Theory]
    [InlineData("你好世界你好世界")]
    [InlineData("สวัสดีครับสวัสดี")]
    public void Scripts_without_spaces_are_decided_on_as_they_come(string said)
    {
        var text = new GrowingText(Small);
        text.Append(said);

        text.Next().ShouldBe(new Stretch(0, said.Length));
    }

    [Fact]
    public void A_pair_of_surrogates_is_never_parted()
    {
        var text = new GrowingText(new StreamingOptions { HoldBack = 1, Stride = 1, Context = 4 });
        text.Append("ab \uD83D\uDE00 \uD83D");
        text.Pass(text.Next()!.Value, []);

        char.IsHighSurrogate(text.ToString()[text.Released - 1]).ShouldBeFalse();
    }

    [Fact]
    public void Whatever_the_pieces_everything_is_decided_on_and_let_go_in_the_end_and_never_before() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>[]>(), parts =>
        {
            var text = new GrowingText(Small);
            var decided = 0;
            void Decide()
            {
                while (text.Next() is { } piece)
                {
                    piece.Start.ShouldBeLessThanOrEqualTo(decided);
                    text.Pass(piece, []);
                    decided = piece.End;
                }

                text.Released.ShouldBeLessThanOrEqualTo(decided);
                if (!text.IsEnded) text.Released.ShouldBeLessThanOrEqualTo(Math.Max(0, decided - Small.HoldBack));
            }

            foreach (var part in parts)
            {
                text.Append(part.Get);
                Decide();
            }

            text.End();
            Decide();
            text.Released.ShouldBe(text.Length);
            text.ToString().ShouldBe(string.Concat(parts.Select(part => part.Get)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static string Read(GrowingText text, Stretch? piece) => text.Read(piece.ShouldNotBeNull());
}
