using Custos.Records;
using Custos.Text.Matching;

namespace Custos.Tests.Text.Matching;

public sealed class PatternSetTests
{
    [Fact]
    public void Every_match_is_told_with_its_expression_and_place()
    {
        var matches = new List<PhraseMatch>();
        new PatternSet(["[0-9]{3}", "(?i)BOMB|x*"]).Find("a bomb 123456", matches);

        matches.Select(match => (match.Phrase, match.Span.Start, match.Span.Length)).ShouldBe([(0, 7, 3), (0, 10, 3), (1, 2, 4)]);
    }

    [Fact]
    public void What_has_not_changed_is_not_compiled_again()
    {
        var first = new PatternSet(["a+", "b+"]);
        first.Compiled.ShouldBe(2);

        new PatternSet(["b+", "c+"], first).Compiled.ShouldBe(1);
        new PatternSet(["b+", "a+"], first).Compiled.ShouldBe(0);
    }

    [Fact]
    public void The_cost_of_each_expression_is_told()
    {
        var patterns = new PatternSet(["a+", "b+"]);
        patterns.Find(new string('a', 1000), []);
        patterns.Find("ab", []);

        patterns.Costs.Select(cost => cost.Characters).ShouldBe([1002, 1002]);
        patterns.Costs.ShouldAllBe(cost => cost.Elapsed > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("a(")]
    [InlineData(@"(a)\1")]
    [InlineData("(?=a)")]
    public void An_expression_that_cannot_be_used_is_told_by_its_number(string pattern) =>
        Should.Throw<BadInputException>(() => new PatternSet(["a", pattern])).Place.ShouldBe("expression 2");
}
