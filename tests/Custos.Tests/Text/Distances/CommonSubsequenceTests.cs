using Custos.Text.Distances;

namespace Custos.Tests.Text.Distances;

public sealed class CommonSubsequenceTests
{
    [Theory]
    [InlineData("ABCBDAB", "BDCABA", 4)]
    [InlineData("", "x", 0)]
    [InlineData("", "", 0)]
    public void Known_lengths(string first, string second, int length) => CommonSubsequence.Length(first, second).ShouldBe(length);

    [Fact]
    public void Every_length_is_the_tables_and_symmetric()
    {
        var random = new Random(12);
        for (var round = 0; round < 4_000; round++)
        {
            var (first, second) = TableOfDistances.Draw(random, round % 10 == 0 ? 300 : 80);

            CommonSubsequence.Length(first, second).ShouldBe(TableOfDistances.Common(first.ToArray(), second.ToArray()));
            CommonSubsequence.Length(second, first).ShouldBe(CommonSubsequence.Length(first, second));
        }
    }

    [Fact]
    public void Insertions_and_deletions_are_what_is_not_common()
    {
        var random = new Random(13);
        for (var round = 0; round < 1_000; round++)
        {
            var (first, second) = TableOfDistances.Draw(random, 150);
            var apart = first.Length + second.Length - 2 * CommonSubsequence.Length(first, second);

            EditDistance.Of(first, second).ShouldBeInRange((apart + 1) / 2, apart);
        }
    }

    [Fact]
    public void Words_are_compared_whole() =>
        CommonSubsequence.Length(["police", "killed", "the", "gunman"], ["the", "gunman", "police", "killed"]).ShouldBe(2);
}
