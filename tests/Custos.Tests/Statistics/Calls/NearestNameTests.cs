using Custos.Statistics.Calls;

namespace Custos.Tests.Statistics.Calls;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("same", "same", 0)]
    public void The_distance_counts_changes_and_swaps(string a, string b, int changes)
    {
        NearestName.Distance(a, b).ShouldBe(changes);
        NearestName.Distance(b, a).ShouldBe(changes);
    }

    [Fact]
    public void The_first_of_equals_is_named() => NearestName.Of("x", ["a", "b"]).ShouldBe("a");
}
