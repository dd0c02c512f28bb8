using Custos.Text;
using Custos.Text.Similarity;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Text.Similarity;

public sealed class NearIdenticalTextsTests
{
    [Theory]
    [InlineData("the quick brown fox", "The QUICK bröwn... fox!", true)]
    [InlineData("yes", "yes", true)]
    [InlineData("yes", "yes yes", false)]
    [InlineData("", "", false)]
    [InlineData("!!!", "!!!", false)]
    [InlineData("one two three", "one two four", false)]
    // 9 shingles against 11 that hold 9 of them: 9/11 = 0.818.
    [InlineData("aa bb cc dd ee", "aa bb cc dd ee ff", true)]
    // 7 shingles against 9 that hold 7 of them: 7/9 = 0.778.
    [InlineData("aa bb cc dd", "aa bb cc dd ee", false)]
    public void Near_identical_is_a_jaccard_similarity_of_words_and_pairs_of_at_least_four_fifths(string text, string other, bool isNear) =>
        NearIdenticalTexts.Find([text], [other], 0.8, 1, default).ShouldBe([isNear]);

    [Fact]
    public void It_agrees_with_comparing_every_pair_at_every_similarity_and_number_of_threads()
    {
        var texts = Gen.Choose(0, 9).ArrayOf().Select(words => string.Join(' ', words.Select(word => $"w{word}"))).ListOf().Select(list => list.ToArray());
        var cases = Gen.Zip(Gen.Zip(texts, texts), Gen.Choose(1, 20));
        Prop.ForAll(cases.ToArbitrary(), example =>
        {
            var ((mine, others), twentieths) = example;
            var similarity = twentieths / 20.0;
            return NearIdenticalTexts.Find(mine, others, similarity, 1 + twentieths % 3, default)
                .SequenceEqual(ByEveryPair(mine, others, similarity));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void It_agrees_with_comparing_every_pair_of_edited_texts()
    {
        var random = new Random(3);
        var vocabulary = Enumerable.Range(0, 300).Select(i => $"word{i}").ToArray();
        string Text() => string.Join(' ', Enumerable.Range(0, random.Next(1, 30)).Select(_ => vocabulary[(int)(300 * Math.Pow(random.NextDouble(), 3))]));
        string Edited(string text) => string.Join(' ', text.Split(' ').Select(word => random.NextDouble() < 0.06 ? "edited" : word));
        var others = Enumerable.Range(0, 150).Select(_ => Text()).ToArray();
        var texts = Enumerable.Range(0, 300).Select(i => i % 2 == 0 ? Text() : Edited(others[random.Next(others.Length)])).ToArray();

        var found = NearIdenticalTexts.Find(texts, others, 0.8, 2, default);

        found.ShouldBe(ByEveryPair(texts, others, 0.8));
        found.Count(near => near).ShouldBeInRange(50, 200);
    }

    // The definition itself, on strings.
    private static bool[] ByEveryPair(string[] texts, string[] others, double similarity)
    {
        var sets = Array.ConvertAll(others, Shingles);
        return Array.ConvertAll(texts, text => Shingles(text) is var own && Array.Exists(sets, other => Similarity(own, other) >= similarity));
    }

    private static double Similarity(HashSet<string> left, HashSet<string> right)
    {
        var shared = left.Count(right.Contains);
        return shared == 0 ? 0 : (double)shared / (left.Count + right.Count - shared);
    }

    private static HashSet<string> Shingles(string text)
    {
        var words = WordTokens.Of(text);
        return [.. words, .. words.Zip(words.Skip(1), (first, second) => $"{first} {second}")];
    }
}
