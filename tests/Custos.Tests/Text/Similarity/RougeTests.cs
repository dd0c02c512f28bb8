using Custos.Text.Similarity;

namespace Custos.Tests.Text.Similarity;

public sealed class RougeTests
{
    // Source: Lin 2004, section 3.1: 3/4 and 2/4.
    [Theory]
    [InlineData("police kill the gunman", 0.75)]
    [InlineData("the gunman kill police", 0.5)]
    public void The_examples_of_the_paper_score_what_it_says(string candidate, double expected) =>
        Rouge.OfLongest("police killed the gunman", candidate).F.ShouldBe(expected, 1e-15);

    // By hand: of "the cat was" against "the cat the cat": 2 of 3 words, 2 of 4; 1 of 2 pairs, 1 of 3.
    [Theory]
    [InlineData(1, 2.0 / 3, 2.0 / 4)]
    [InlineData(2, 1.0 / 2, 1.0 / 3)]
    [InlineData(5, 0, 0)]
    public void N_grams_in_common_are_counted_once_each(int n, double precision, double recall)
    {
        var rouge = Rouge.OfNGrams("The cat; the CAT!", "the cat was", n);

        rouge.Precision.ShouldBe(precision, 1e-15);
        rouge.Recall.ShouldBe(recall, 1e-15);
    }

    [Fact]
    public void Beta_weighs_recall()
    {
        var rouge = Rouge.OfNGrams("a b c d", "a b", 1, beta: 2);

        rouge.F.ShouldBe(5 * 1 * 0.5 / (0.5 + 4), 1e-15); // (1 + β²)PR / (R + β²P)
        Should.Throw<ArgumentOutOfRangeException>(() => Rouge.OfLongest("a", "a", double.NaN)).ParamName.ShouldBe("beta");
    }

    [Fact]
    public void The_longest_common_subsequence_is_what_the_table_of_the_textbook_finds()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            string[] a = Draw(random.Next(0, 150)), b = Draw(random.Next(0, 150));
            Rouge.CommonSubsequence(a, b).ShouldBe(Textbook(a, b));
        }

        string[] Draw(int length) => [.. Enumerable.Range(0, length).Select(_ => random.Next(5).ToString())];
    }

    private static int Textbook(string[] a, string[] b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++) table[i, j] = a[i - 1] == b[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
        }

        return table[a.Length, b.Length];
    }
}
