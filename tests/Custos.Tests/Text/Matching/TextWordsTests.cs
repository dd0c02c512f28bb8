using Custos.Text.Matching;

namespace Custos.Tests.Text.Matching;

public sealed class TextWordsTests
{
    private static readonly string[] Pieces = ["a", "B", "fifteenletters1", "sixteenletters12", "é", "e\u0301", "ß", "ﬁ", "ﷺ", "İ", "你", "🔪", " ", "-", "'", "\uD83D", "x9", "\u0336"];

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_word_is_what_it_folds_to_and_nothing_else_and_equal_words_have_equal_hashes(bool isCaseSensitive, bool isAccentSensitive)
    {
        var options = new PhraseOptions { IsCaseSensitive = isCaseSensitive, IsAccentSensitive = isAccentSensitive };
        var random = new Random(3);
        var hashes = new Dictionary<string, ulong>();
        for (var round = 0; round < 3_000; round++)
        {
            var words = new TextWords(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Pieces[random.Next(Pieces.Length)])), options);
            while (words.MoveNext())
            {
                var folded = words.Folded();
                words.Is(folded).ShouldBeTrue();
                words.Is(folded + "x").ShouldBeFalse();
                if (folded.Length > 0) words.Is(folded.AsSpan(0, folded.Length - 1)).ShouldBeFalse();
                if (!hashes.TryAdd(folded, words.Hash)) hashes[folded].ShouldBe(words.Hash);
            }
        }

        hashes.Values.Distinct().Count().ShouldBe(hashes.Count);
    }
}
