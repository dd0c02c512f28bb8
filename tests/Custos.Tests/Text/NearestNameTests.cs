using Custos.Text;

namespace Custos.Tests.Text;

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

    [Fact]
    public void Letter_case_does_not_count() => NearestName.Distance("Latency", "lATENCY").ShouldBe(0);

    [Fact]
    public void A_hostile_name_costs_and_shows_no_more_than_its_beginning()
    {
        var hostile = "\u001b[2J" + new string('x', 1_000_000);

        NearestName.Of(hostile, ["latency", "xx"]).ShouldNotBeNull();
        NearestName.Shown(hostile).ShouldBe("?[2J" + new string('x', 56));
    }
}
